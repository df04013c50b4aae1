package io.winnow.bench;

import io.winnow.files.TemporaryFolder;
import java.nio.file.Path;

/** Folders that a bench needs while it runs. */
final class BenchFolders {

  private BenchFolders() {}

  /** A new folder that lasts as long as the JVM. */
  static Path temporary(String prefix) {
    TemporaryFolder folder = TemporaryFolder.create(prefix);
    Runtime.getRuntime().addShutdownHook(new Thread(folder::close));
    return folder.path();
  }
}
