package io.winnow.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A folder on this machine's disk that lasts until it is closed, with all that is in it. It lies in
 * this process's {@link RunFolder}.
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

  public static TemporaryFolder create(String prefix) {
    try {
      return new TemporaryFolder(RunFolder.current().folder(prefix));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary folder", e);
    }
  }

  /** Deletes what is in it. */
  public void clear() {
    cleanUp(OwnFiles::deleteBelow);
  }

  @Override
  public void close() {
    cleanUp(OwnFiles::delete);
  }

  private interface Deletion {
    void of(Path folder) throws IOException;
  }

  private void cleanUp(Deletion deletion) {
    try {
      deletion.of(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clean up " + path, e);
    }
  }
}
