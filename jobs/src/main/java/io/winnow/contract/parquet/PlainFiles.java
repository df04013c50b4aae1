package io.winnow.contract.parquet;

import io.winnow.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
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

  public static void write(FileSystem fs, Path path, byte[] bytes) throws IOException {
    try (var out = plain(fs).create(path, false)) {
      out.write(bytes);
    }
  }

  public static String sha256(FileSystem fs, Path path) throws IOException {
    return Sha256.of(plain(fs).open(path));
  }
}
