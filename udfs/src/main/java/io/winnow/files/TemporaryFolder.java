package io.winnow.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder on this machine's disk that lasts until it is closed, with all that is in it.
 *
 * @param path where it lies
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

  /**
   * @param prefix what its name begins with
   */
  public static TemporaryFolder create(String prefix) {
    try {
      return new TemporaryFolder(Files.createTempDirectory(prefix));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary folder", e);
    }
  }

  /** Deletes what is in it. */
  public void clear() {
    try (Stream<Path> tree = Files.walk(path)) {
      List<Path> deepestFirst = tree.skip(1).sorted(Comparator.reverseOrder()).toList();
      for (Path inside : deepestFirst) {
        Files.deleteIfExists(inside);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clean up " + path, e);
    }
  }

  @Override
  public void close() {
    clear();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + path, e);
    }
  }
}
