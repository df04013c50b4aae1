package io.winnow.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder on this machine's disk that lasts until it is closed, with all that is in it. */
public record TemporaryFolder(Path path) implements AutoCloseable {

  public static TemporaryFolder create(String prefix) {
    try {
      return new TemporaryFolder(Files.createTempDirectory(prefix));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary folder", e);
    }
  }

  /** Deletes what is in it. */
  public void clear() {
    delete(1);
  }

  @Override
  public void close() {
    delete(0);
  }

  private void delete(int skipped) {
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path one : tree.skip(skipped).sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clean up " + path, e);
    }
  }
}
