package io.winnow.contract.parquet;

import io.winnow.files.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file in the making: zstd, footer keys, and the hash of its own bytes, so that nothing
 * is read twice. A file left by a broken run is replaced.
 */
public final class ParquetOut implements Closeable {

  private final MessageDigest digest = Sha256.digest();
  private final ParquetWriter<Group> writer;

  public ParquetOut(FileSystem fs, Path path, MessageType schema, Map<String, String> footer)
      throws IOException {
    this.writer =
        ExampleParquetWriter.builder(file(fs, path, digest))
            .withConf(fs.getConf())
            .withType(schema)
            .withExtraMetaData(footer)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .build();
  }

  public void write(Group row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /** SHA-256 of all that was written; ask once, after closing. */
  public String sha256() {
    return Sha256.hex(digest.digest());
  }

  /**
   * @param digest gets all bytes
   */
  private static OutputFile file(FileSystem fs, Path path, MessageDigest digest) {
    return new OutputFile() {
      @Override
      public PositionOutputStream create(long blockSizeHint) throws IOException {
        return hashing(false);
      }

      @Override
      public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
        return hashing(true);
      }

      private PositionOutputStream hashing(boolean overwrite) throws IOException {
        var out = new DigestOutputStream(PlainFiles.plain(fs).create(path, overwrite), digest);
        return HadoopStreams.wrap(new FSDataOutputStream(out, null));
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
    };
  }
}
