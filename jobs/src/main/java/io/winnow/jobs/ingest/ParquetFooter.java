package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.InputFiles.InputFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a Parquet file's footer says of its columns.
 *
 * @param file its name, for messages
 * @param columns names of all, in order
 * @param readable Spark's type of each column that can be read, or of what of it can be, as JSON
 * @param unreadable why columns can't be read, by name: the others, and those of which a part can't
 *     be unpacked
 * @param huggingface what the library {@code datasets} wrote of the columns; may be null
 */
record ParquetFooter(
    InputFile file,
    List<String> columns,
    String readable,
    Map<String, List<String>> unreadable,
    String huggingface)
    implements Serializable {

  static ParquetFooter read(Configuration hadoop, InputFile file) throws IOException {
    HadoopInputFile input = HadoopInputFile.fromPath(new Path(file.path()), hadoop);
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      ParquetMetadata footer = reader.getFooter();
      FileMetaData metadata = footer.getFileMetaData();
      return of(
          file,
          metadata.getSchema(),
          ParquetTypes.of(footer, hadoop),
          metadata.getKeyValueMetaData().get("huggingface"));
    } catch (NullPointerException e) {
      List<String> strange = StrangeParquet.fields(input);
      if (strange.isEmpty()) {
        throw e;
      }
      throw new InputException(
          "Cannot read %s: the logical type of %s is newer than Spark's Parquet library, which reads nothing of such a file; write it without these columns, or with other types (half-precision numbers as float)"
              .formatted(file.name(), strange),
          e);
    }
  }

  private static ParquetFooter of(
      InputFile file, MessageType schema, ParquetTypes types, String huggingface) {
    StructType readable = new StructType();
    List<String> columns = new ArrayList<>();
    Map<String, List<String>> unreadable = new TreeMap<>();
    for (Type column : schema.getFields()) {
      String name = column.getName();
      columns.add(name);
      Optional<StructField> found = types.readable(column);
      if (found.isPresent()) {
        readable = readable.add(found.get());
      }
      boolean isPacked = types.packed().keySet().stream().anyMatch(it -> isIn(it, name));
      if (found.isEmpty() || isPacked) {
        unreadable.put(name, types.problems(name));
      }
    }
    return new ParquetFooter(file, columns, readable.json(), unreadable, huggingface);
  }

  private static boolean isIn(String path, String column) {
    return path.equals(column) || path.startsWith(column + ".");
  }

  StructType schema() {
    return (StructType) StructType.fromJson(readable);
  }
}
