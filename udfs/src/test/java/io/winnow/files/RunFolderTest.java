package io.winnow.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.OwnJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: what one leaves behind, another one clears. */
class RunFolderTest {

  /** A process that has a run folder, says where, and lives until its input ends. */
  public static final class Holder {

    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      RunFolder run = RunFolder.current();
      Files.writeString(run.folder("work").resolve("sentences"), "Anna lives in Bern");
      System.out.println(run.path());
      RunFolder.Cleared cleared = RunFolder.clear();
      System.out.println(cleared.folders() + " " + cleared.bytes());
      while (System.in.read() >= 0) {
        // Until it is closed.
      }
    }
  }

  @TempDir Path base;

  @Test
  void whatAProcessWritesIsForItsUserAloneAndGoesWithIt() throws Exception {
    Process process = start();
    Path folder = Path.of(line(process));
    assertThat(folder).hasParent(base);
    assertThat(folder.getFileName().toString()).startsWith("winnow-run-");
    assertThat(rights(folder)).isEqualTo("rwx------");
    assertThat(folder.resolve("owner")).content().contains("pid " + process.pid());
    process.getOutputStream().close();
    end(process);
    assertThat(names()).isEmpty();
  }

  @Test
  void aKilledProcesssFolderGoesWhenTheNextOneStartsAndThatOfALivingOneStays() throws Exception {
    Process killed = start();
    Path left = Path.of(line(killed));
    Process living = start();
    Path stays = Path.of(line(living));
    // It has looked for killed processes' folders itself before one is killed.
    assertThat(line(living)).isEqualTo("0 0");
    assertThat(left).isDirectory();
    killed.destroyForcibly();
    end(killed);
    Process next = start();
    Path its = Path.of(line(next));
    assertThat(line(next)).startsWith("1 ");
    assertThat(names()).containsExactlyInAnyOrder(stays, its);
    for (Process process : List.of(living, next)) {
      process.getOutputStream().close();
      end(process);
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void aProcessThatIsToldToEndLeavesNothing() throws Exception {
    Process process = start();
    assertThat(Path.of(line(process))).isDirectory();
    process.destroy();
    end(process);
    assertThat(process.exitValue()).isEqualTo(128 + 15);
    assertThat(names()).isEmpty();
  }

  @Test
  void aNumberThatAnotherProcessHasNowDoesNotKeepAFolder() throws Exception {
    Path left = Files.createDirectory(base.resolve("winnow-run-1"));
    Files.writeString(left.resolve("owner"), "pid 1\nstart long-ago\n");
    Files.write(left.resolve("weights"), new byte[1000]);
    Process next = start();
    line(next);
    assertThat(line(next)).matches("1 10\\d\\d");
    assertThat(left).doesNotExist();
    next.destroyForcibly();
    end(next);
  }

  @Test
  void whatLooksLikeOursAndIsNotStays() throws Exception {
    Path elsewhere = Files.createDirectory(base.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("owner"), "pid 1\nstart long-ago\n");
    Path link = Files.createSymbolicLink(base.resolve("winnow-run-link"), elsewhere);
    Path begun = Files.createDirectory(base.resolve("winnow-run-begun"));
    Path file = Files.writeString(base.resolve("winnow-run-file"), "");
    Path forgotten = Files.createDirectory(base.resolve("winnow-run-forgotten"));
    Files.setLastModifiedTime(forgotten, FileTime.from(Instant.now().minus(2, ChronoUnit.HOURS)));
    Process next = start();
    line(next);
    line(next);
    assertThat(List.of(elsewhere.resolve("owner"), link, begun, file)).allMatch(Files::exists);
    assertThat(forgotten).as("of whose owner nothing is known for two hours").doesNotExist();
    next.destroyForcibly();
    end(next);
  }

  /** The launcher makes the folder before Java starts. */
  @Test
  void aFolderThatIsGivenIsTakenOverUnlessAnotherProcessHasIt() throws Exception {
    Path given = Files.createDirectory(base.resolve("given"));
    Process first = start("-Dwinnow.run.folder=" + given);
    assertThat(line(first)).isEqualTo(given.toString());
    assertThat(rights(given)).isEqualTo("rwx------");
    Process second = start("-Dwinnow.run.folder=" + given);
    assertThat(Path.of(line(second))).hasParent(base).isNotEqualTo(given);
    second.getOutputStream().close();
    end(second);
    assertThat(given).isDirectory();
    first.getOutputStream().close();
    end(first);
    assertThat(names()).isEmpty();
  }

  @Test
  void aLinkIsNeverTakenNorFollowed() throws Exception {
    Path target = Files.writeString(base.resolve("target"), "somebody's");
    Path link = Files.createSymbolicLink(base.resolve("link"), target);
    var me = OwnFiles.owner(target);
    assertThat(OwnFiles.file(link, me)).contains("is a link");
    assertThat(OwnFiles.folder(link, me)).contains("is a link");
    assertThat(OwnFiles.folder(target, me)).contains("is no folder");
    assertThat(OwnFiles.file(Files.createDirectory(base.resolve("d")), me)).contains("is no file");
    Path below = Files.createDirectory(base.resolve("below"));
    Files.createSymbolicLink(below.resolve("out"), base);
    OwnFiles.delete(below);
    assertThat(below).doesNotExist();
    assertThat(target).hasContent("somebody's");
  }

  @Test
  void aFileOfAnotherUserIsNotTaken() throws Exception {
    Path file = Files.writeString(base.resolve("file"), "");
    var lookup = base.getFileSystem().getUserPrincipalLookupService();
    assertThat(OwnFiles.file(file, lookup.lookupPrincipalByName("4711")))
        .hasValueSatisfying(it -> assertThat(it).startsWith("belongs to ").endsWith("not to 4711"));
    assertThat(OwnFiles.file(base.resolve("new"), OwnFiles.owner(file))).isEmpty();
    assertThat(rights(base.resolve("new"))).isEqualTo("rw-------");
  }

  private Process start(String... options) throws IOException {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + base));
    all.addAll(List.of(options));
    return new ProcessBuilder(OwnJvm.command(Holder.class, all.toArray(String[]::new)))
        .redirectErrorStream(true)
        .start();
  }

  private static String line(Process process) throws IOException {
    return process.inputReader().readLine();
  }

  private static void end(Process process) throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private List<Path> names() throws IOException {
    try (Stream<Path> names = Files.list(base)) {
      return names.toList();
    }
  }
}
