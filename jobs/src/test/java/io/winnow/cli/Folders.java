package io.winnow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.stream.Stream;

/** Looks into folders that somebody else is writing. */
final class Folders {

  private Folders() {}

  /**
   * @param glob of a path below the folder, such as {@code run=*&#47;_temporary/**}
   */
  static boolean holds(Path folder, String glob) {
    return count(folder, glob) > 0;
  }

  /** How many there are; 0 if it can't be told just now. */
  static long count(Path folder, String glob) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(path -> matcher.matches(folder.relativize(path))).count();
    } catch (IOException | UncheckedIOException e) {
      // Not there yet, or something went away while it was walked through.
      return 0;
    }
  }
}
