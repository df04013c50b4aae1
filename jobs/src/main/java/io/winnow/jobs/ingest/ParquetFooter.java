package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.InputFiles.InputFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.StructType;

/**
 * What a Parquet file's footer says of its columns.
 *
 * @param file its name, for messages
 * @param columns names of all, in order
 * @param readable Spark's type of each column that can be read, as JSON
 * @param unreadable {@code name: why} of the others
 * @param huggingface what the library {@code datasets} wrote of the columns; may be null
 */
record ParquetFooter(
    InputFile file,
    List<String> columns,
    String readable,
    List<String> unreadable,
    String huggingface)
    implements Serializable {

  static ParquetFooter read(Configuration hadoop, InputFile file) throws IOException {
    Path path = new Path(file.path());
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
      FileMetaData metadata = reader.getFooter().getFileMetaData();
      return of(file, metadata.getSchema(), metadata.getKeyValueMetaData().get("huggingface"));
    }
  }

  private static ParquetFooter of(InputFile file, MessageType schema, String huggingface) {
    StructType readable = new StructType();
    List<String> columns = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    // Tools that don't mark strings as such write text all the same: binary is read as strings.
    ParquetToSparkSchemaConverter converter =
        new ParquetToSparkSchemaConverter(true, true, true, true, false);
    for (Type column : schema.getFields()) {
      columns.add(column.getName());
      try {
        StructType one = converter.convert(new MessageType(schema.getName(), column));
        readable = readable.add(one.fields()[0]);
      } catch (Exception e) {
        // Spark throws its checked AnalysisException through a method that declares none.
        unreadable.add("%s: %s".formatted(column.getName(), e.getMessage()));
      }
    }
    return new ParquetFooter(file, columns, readable.json(), unreadable, huggingface);
  }

  StructType schema() {
    return (StructType) StructType.fromJson(readable);
  }
}
