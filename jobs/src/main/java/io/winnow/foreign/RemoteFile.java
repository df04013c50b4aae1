package io.winnow.foreign;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** On a file system that Hadoop reaches; these have neither devices nor pipes. */
record RemoteFile(String name, FileSystem fs, Path place, Stamp found) implements ForeignFile {

  static Stamp stamp(FileStatus it) {
    return new Stamp(
        it.getLen(), TimeUnit.MILLISECONDS.toNanos(it.getModificationTime()), Optional.empty());
  }

  @Override
  public Stamp look() throws IOException {
    FileStatus now = fs.getFileStatus(place);
    if (!now.isFile()) {
      throw new FileNotFoundException(name + " is no file any more");
    }
    return stamp(now);
  }

  @Override
  public InputStream open() throws IOException {
    return fs.open(place);
  }

  @Override
  public Optional<Path> path() {
    return Optional.of(place);
  }
}
