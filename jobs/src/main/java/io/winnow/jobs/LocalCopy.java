package io.winnow.jobs;

import io.winnow.files.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;

/** A folder of the driver's own disk that lives as long as a job needs it. */
public record LocalCopy(TemporaryFolder temporary) implements AutoCloseable {

  public static LocalCopy empty() {
    return new LocalCopy(TemporaryFolder.create("winnow"));
  }

  /** Of the files of a folder, not of its sub-folders. */
  public static LocalCopy of(FileSystem files, org.apache.hadoop.fs.Path source) {
    LocalCopy copy = empty();
    try {
      for (var status : files.listStatus(source)) {
        if (status.isFile()) {
          Path target = copy.folder().resolve(status.getPath().getName());
          try (var in = files.open(status.getPath())) {
            Files.copy(in, target);
          }
        }
      }
      return copy;
    } catch (IOException e) {
      copy.close();
      throw new UncheckedIOException("Cannot copy %s to this machine".formatted(source), e);
    }
  }

  public Path folder() {
    return temporary.path();
  }

  public boolean isEmpty() {
    return folder().toFile().list().length == 0;
  }

  public void clear() {
    temporary.clear();
  }

  /** Copies the files to a new folder, without checksum files. */
  public void sendTo(FileSystem files, org.apache.hadoop.fs.Path target) {
    FileSystem plain = files instanceof LocalFileSystem local ? local.getRaw() : files;
    try {
      plain.copyFromLocalFile(new org.apache.hadoop.fs.Path(folder().toUri()), target);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to " + target, e);
    }
  }

  @Override
  public void close() {
    temporary.close();
  }
}
