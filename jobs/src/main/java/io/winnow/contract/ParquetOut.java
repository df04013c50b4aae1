package io.winnow.contract;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/** Opens Parquet files for writing: zstd, footer keys; a file left by a broken run is replaced. */
final class ParquetOut {

  private ParquetOut() {}

  static ParquetWriter<Group> open(
      FileSystem fs, DigestingOutput file, MessageType schema, Map<String, String> footer)
      throws IOException {
    return ExampleParquetWriter.builder(file)
        .withConf(fs.getConf())
        .withType(schema)
        .withExtraMetaData(footer)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
        .build();
  }
}
