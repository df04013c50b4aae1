package io.winnow.jobs.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;

/** Parquet files as the library {@code datasets} writes them, with its key in the footer. */
final class HubParquet {

  private HubParquet() {}

  /** Adds the footer's key to a file that DuckDB wrote. */
  static Path described(Path written, Path file, String features) throws IOException {
    Configuration hadoop = new Configuration();
    org.apache.hadoop.fs.Path from = new org.apache.hadoop.fs.Path(written.toUri());
    MessageType schema;
    try (var reader =
        org.apache.parquet.hadoop.ParquetFileReader.open(HadoopInputFile.fromPath(from, hadoop))) {
      schema = reader.getFooter().getFileMetaData().getSchema();
    }
    java.nio.file.Files.createDirectories(file.getParent());
    try (ParquetReader<Group> rows = ParquetReader.builder(new GroupReadSupport(), from).build();
        ParquetWriter<Group> writer =
            ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                .withType(schema)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withExtraMetaData(
                    Map.of("huggingface", "{\"info\":{\"features\":" + features + "}}"))
                .build()) {
      for (Group row = rows.read(); row != null; row = rows.read()) {
        writer.write(row);
      }
    }
    return file;
  }
}
