package io.winnow.contract;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A Parquet file in the making that hashes its own bytes, so that nothing is read twice. */
final class DigestingOutput implements OutputFile {

  private final FileSystem fs;
  private final Path path;
  private final MessageDigest digest = PlainFiles.newSha256();

  DigestingOutput(FileSystem fs, Path path) {
    this.fs = PlainFiles.plain(fs);
    this.path = path;
  }

  /** SHA-256 of all that was written; ask once, after the writer is closed. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    return hashing(fs.create(path, false));
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return hashing(fs.create(path, true));
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  @Override
  public String getPath() {
    return path.toString();
  }

  private PositionOutputStream hashing(FSDataOutputStream out) {
    return new PositionOutputStream() {
      @Override
      public long getPos() throws IOException {
        return out.getPos();
      }

      @Override
      public void write(int b) throws IOException {
        out.write(b);
        digest.update((byte) b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        digest.update(bytes, offset, length);
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }
}
