package io.winnow.workspace;

import io.winnow.testing.OwnJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Assumptions;

/**
 * A process that writes to a disk without hard links: the system answers as FAT does. {@code
 * strace} makes it so, where it is installed.
 */
final class UnlinkedDisk {

  private static final List<String> STRACE =
      List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=link,linkat,rename,renameat");

  /** Hard links fail. */
  static final List<String> REFUSING = and("inject=link,linkat:error=EPERM");

  /** Hard links fail, and whoever would rename is killed instead. */
  static final List<String> KILLING =
      and("inject=link,linkat:error=EPERM", "inject=rename,renameat:signal=KILL");

  private UnlinkedDisk() {}

  private static List<String> and(String... injections) {
    List<String> all = new ArrayList<>(STRACE);
    for (String injection : injections) {
      all.addAll(List.of("-e", injection));
    }
    return all;
  }

  static void assumeItCanBeMade(Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("linked"));
    List<String> command = new ArrayList<>(REFUSING);
    command.addAll(List.of("ln", file.toString(), folder.resolve("link").toString()));
    boolean fails;
    try {
      fails = new ProcessBuilder(command).start().waitFor() != 0;
    } catch (IOException e) {
      fails = false;
    }
    Files.delete(file);
    Assumptions.assumeTrue(
        fails && Files.notExists(folder.resolve("link")), "needs strace, and to be allowed to");
  }

  /**
   * Creates {@code 0.json} and so on, and prints those that it was the one to create.
   *
   * @param before what the process is started by
   */
  static Process start(List<String> before, AtomicFiles way, Path folder, int files)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(OwnJvm.command(UnlinkedDisk.class, "-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(way.name(), folder.toString(), Integer.toString(files)));
    return new ProcessBuilder(command).redirectError(folder.resolve("_said").toFile()).start();
  }

  public static void main(String[] arguments) throws IOException {
    AtomicFiles way = AtomicFiles.valueOf(arguments[0]);
    FileSystem local = FileSystem.getLocal(new Configuration(false));
    byte[] content =
        ("x".repeat(5000) + ProcessHandle.current().pid() + ".").getBytes(StandardCharsets.UTF_8);
    for (int file = 0; file < Integer.parseInt(arguments[2]); file++) {
      String name = file + ".json";
      Path path = Path.of(arguments[1], name);
      if (way.create(local, new org.apache.hadoop.fs.Path(path.toUri()), content)) {
        System.out.println(name);
      }
      if (Files.size(path) == 0) {
        throw new IllegalStateException(name + " is there and empty");
      }
    }
  }
}
