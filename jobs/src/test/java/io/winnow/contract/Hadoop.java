package io.winnow.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The local disk as Hadoop sees it. */
final class Hadoop {

  private Hadoop() {}

  static FileSystem local() {
    try {
      return FileSystem.getLocal(new Configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path path(java.nio.file.Path path) {
    return new Path(path.toUri());
  }
}
