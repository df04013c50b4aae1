package io.winnow.contract;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  private static final int BUFFER = 1 << 16;

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

  static byte[] bytes(FileSystem fs, Path path) throws IOException {
    try (InputStream in = plain(fs).open(path)) {
      return in.readAllBytes();
    }
  }

  static void write(FileSystem fs, Path path, byte[] bytes) throws IOException {
    try (var out = plain(fs).create(path, false)) {
      out.write(bytes);
    }
  }

  /** SHA-256 of a file as 64 hexadecimal digits; reads it once, in constant memory. */
  static String sha256(FileSystem fs, Path path) throws IOException {
    MessageDigest digest = newSha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = plain(fs).open(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(newSha256().digest(bytes));
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
