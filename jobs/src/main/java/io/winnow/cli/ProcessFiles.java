package io.winnow.cli;

import io.winnow.files.OwnFiles;
import io.winnow.files.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a process of the {@code winnow} command puts its temporary files and its log: in places
 * that this user alone can read, and never through a link that somebody else put there.
 */
final class ProcessFiles {

  /** The log's path, as a property of Java that {@code log4j2.properties} reads. */
  static final String LOG = "winnow.log";

  private static final String TEMPORARY = "java.io.tmpdir";
  private static final Path USUAL = Path.of("/tmp");

  private ProcessFiles() {}

  /** Must come first: whatever asks for a temporary folder, such as a library, gets this one. */
  static void settle() {
    String chosen = System.getenv("TMPDIR");
    // Java does not look at TMPDIR by itself.
    if (chosen != null
        && Path.of(System.getProperty(TEMPORARY)).equals(USUAL)
        && Files.isDirectory(Path.of(chosen))) {
      System.setProperty(TEMPORARY, chosen);
    }
    RunFolder run = RunFolder.current();
    System.setProperty(TEMPORARY, run.path().toString());
    System.setProperty(LOG, log(run).toString());
  }

  /**
   * Where YARN collects the logs of this container, if this process is one's.
   *
   * @return null if it is none
   */
  static String ofContainer() {
    String folder = System.getProperty("spark.yarn.app.container.log.dir");
    return folder == null ? null : Path.of(folder, "winnow.log").toString();
  }

  private static Path log(RunFolder run) {
    String given = System.getProperty(LOG, ofContainer());
    try {
      Path log = given == null ? ofUser(run) : Path.of(given).toAbsolutePath();
      Optional<String> objection = objection(log, run, given == null);
      if (objection.isEmpty()) {
        return log;
      }
      Path other = OwnFiles.newFolder(RunFolder.base(), "winnow-log-").resolve("winnow.log");
      System.err.printf(
          "winnow: %s; it is not written to, the log is %s%n", objection.get(), other);
      return other;
    } catch (IOException e) {
      // Without a log there is still the work.
      return run.path().resolve("winnow.log");
    }
  }

  private static Path ofUser(RunFolder run) {
    String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9._-]", "_");
    return RunFolder.base().resolve("winnow-" + user).resolve("winnow.log");
  }

  private static Optional<String> objection(Path log, RunFolder run, boolean isOurs)
      throws IOException {
    Path folder = log.getParent();
    if (isOurs) {
      Optional<String> objection = OwnFiles.folder(folder, run.me());
      if (objection.isPresent()) {
        return objection.map(it -> folder + " " + it);
      }
    } else {
      Files.createDirectories(folder);
    }
    return OwnFiles.file(log, run.me()).map(it -> log + " " + it);
  }
}
