package io.winnow.contract.parquet;

import io.winnow.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Files as a vendor sees them. Hadoop's local file system puts a hidden {@code .crc} beside each
 * file and refuses a file that was edited since; a folder shared with other people's tools must do
 * neither.
 */
public final class PlainFiles {

  private PlainFiles() {}

  public static FileSystem plain(FileSystem fs) {
    return fs instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : fs;
  }

  static InputFile input(FileSystem fs, Path path) {
    return new InputFile() {
      @Override
      public long getLength() throws IOException {
        return plain(fs).getFileStatus(path).getLen();
      }

      @Override
      public SeekableInputStream newStream() throws IOException {
        return HadoopStreams.wrap(plain(fs).open(path));
      }

      @Override
      public String toString() {
        return path.toString();
      }
    };
  }

  public static byte[] bytes(FileSystem fs, Path path) throws IOException {
    try (InputStream in = plain(fs).open(path)) {
      return in.readAllBytes();
    }
  }

  /** Where a file lies on this machine's disks, if it does. */
  static Optional<java.nio.file.Path> local(FileSystem fs, Path path) {
    return plain(fs).getUri().getScheme().equals("file")
        ? Optional.of(java.nio.file.Path.of(path.toUri().getPath()).toAbsolutePath())
        : Optional.empty();
  }

  /** Creates a file of our own, and its folder where it is missing, or begins it anew. */
  public static OutputStream create(FileSystem fs, Path path) throws IOException {
    Optional<java.nio.file.Path> local = local(fs, path);
    if (local.isEmpty()) {
      return plain(fs).create(path, true);
    }
    // Hadoop would start a process for each file of a local disk, chmod.
    Files.createDirectories(local.get().getParent());
    return Files.newOutputStream(local.get());
  }

  public static void write(FileSystem fs, Path path, byte[] bytes) throws IOException {
    try (OutputStream out = plain(fs).create(path, false)) {
      out.write(bytes);
    }
  }

  public static String sha256(FileSystem fs, Path path) throws IOException {
    return Sha256.of(plain(fs).open(path));
  }
}
