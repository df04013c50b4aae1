package io.winnow.cli;

import io.winnow.testing.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Where folders lie that all test JVMs of a build share. The last of the JVMs clears it away. */
final class StageShelf {

  private static final Path ALL = Path.of("target", "stages").toAbsolutePath();
  private static final String PROCESS = String.valueOf(ProcessHandle.current().pid());
  private static final Path SHELF = ALL.resolve(System.getProperty("winnow.build", PROCESS));
  private static final String USER = "user-";

  static {
    try {
      forgetOthers();
      Files.createDirectories(SHELF);
      Path user = Files.createFile(SHELF.resolve(USER + PROCESS));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(user)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fills an empty folder. */
  interface Maker {
    void fill(Path folder) throws IOException;
  }

  private StageShelf() {}

  /** A folder that is made by whichever JVM wants it first, while the others wait. */
  static Path folder(String name, Maker maker) throws IOException {
    Path made = SHELF.resolve(name);
    try (FileChannel file = open(SHELF.resolve(name + ".lock"))) {
      file.lock(); // until the channel is closed
      if (Files.notExists(made)) {
        Path making = Files.createTempDirectory(SHELF, name);
        maker.fill(making);
        Files.move(making, made, StandardCopyOption.ATOMIC_MOVE);
      }
      return made;
    }
  }

  private static FileChannel open(Path lock) throws IOException {
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void leave(Path user) {
    try {
      Files.delete(user);
      if (children(SHELF).stream().noneMatch(it -> it.getFileName().toString().startsWith(USER))) {
        Trees.delete(SHELF);
      }
    } catch (IOException e) {
      // Another JVM clears away, too.
    }
  }

  /** Of builds that were killed. */
  private static void forgetOthers() throws IOException {
    if (Files.isDirectory(ALL)) {
      for (Path shelf : children(ALL)) {
        if (!shelf.equals(SHELF)) {
          Trees.delete(shelf);
        }
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}
