package io.winnow.contract.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file in the making: zstd, footer keys, and the hash of its own bytes, so that nothing
 * is read twice. A file left by a broken run is replaced.
 */
public final class ParquetOut implements Closeable {

  private final MessageDigest digest = Sha256.digest();
  private final MessageType schema;
  private final ParquetWriter<Group> writer;

  public ParquetOut(FileSystem fs, Path path, MessageType schema, Map<String, String> footer)
      throws IOException {
    this.schema = schema;
    this.writer =
        ExampleParquetWriter.builder(file(fs, path, digest))
            .withConf(fs.getConf())
            .withType(schema)
            .withExtraMetaData(footer)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .build();
  }

  /**
   * @param row what the schema has no column for is left out
   */
  public void write(JsonNode row) throws IOException {
    Group group = new SimpleGroup(schema);
    fill(group, row);
    writer.write(group);
  }

  private static void fill(Group group, JsonNode json) {
    for (Type field : group.getType().getFields()) {
      String name = field.getName();
      JsonNode value = json.path(name);
      if (value.isMissingNode() || value.isNull()) {
        continue;
      }
      if (field.isPrimitive()) {
        switch (field.asPrimitiveType().getPrimitiveTypeName()) {
          case INT32 -> group.add(name, value.intValue());
          case INT64 -> group.add(name, value.longValue());
          case DOUBLE -> group.add(name, value.doubleValue());
          case BOOLEAN -> group.add(name, value.booleanValue());
          default -> group.add(name, value.textValue());
        }
      } else if (value.isArray()) {
        Group list = group.addGroup(name);
        value.forEach(
            one ->
                fill(
                    list.addGroup("list"),
                    JsonNodeFactory.instance.objectNode().set("element", one)));
      } else {
        fill(group.addGroup(name), value);
      }
    }
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
        return createOrOverwrite(blockSizeHint);
      }

      @Override
      public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
        var out = new DigestOutputStream(PlainFiles.plain(fs).create(path, true), digest);
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
    };
  }
}
