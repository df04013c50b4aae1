package io.winnow.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** A regular file that somebody else writes, and may change or take away at any moment. */
public sealed interface ForeignFile permits LocalFile, RemoteFile {

  /**
   * Its path below the folder that was walked, with {@code /} between folders. What a terminal or a
   * table can't show is escaped, see {@link FileName}: so names differ where files do.
   */
  String name();

  /** As it was when its folder was walked. */
  Stamp found();

  /**
   * As it is now.
   *
   * @throws IOException if it is gone, or no regular file of its folder any more
   */
  Stamp look() throws IOException;

  /**
   * Opens what {@link #look} would find, never anything else.
   *
   * @throws IOException as {@link #look} does, or if it can't be read
   */
  InputStream open() throws IOException;

  /** Where Hadoop finds it; empty where a name is none that Hadoop can say. */
  Optional<Path> path();

  /**
   * What tells one state of a file from another without reading it.
   *
   * @param length in bytes
   * @param modified nanoseconds since 1970; in whole milliseconds on most file systems
   * @param key the file itself, where the file system tells: another file may take its name
   */
  record Stamp(long length, long modified, Optional<Object> key) {}
}
