package io.winnow.jobs.ingest;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Parquet with columns named as the fields of {@link JsonRecord}. Rows go through JSON, so that
 * whole numbers of any width and missing columns are taken as they come.
 */
final class ParquetReader {

  private static final List<String> SENTENCE_COLUMNS = List.of("text", "words", "tokens");

  private ParquetReader() {}

  /**
   * @return each row as JSON, with its file's path and its place in there, counted from 1
   */
  static Dataset<Row> read(SparkSession spark, InputFiles files) {
    Dataset<Row> table = open(spark, files);
    List<String> columns = Arrays.asList(table.columns());
    if (SENTENCE_COLUMNS.stream().noneMatch(columns::contains)) {
      throw new InputException(
          "Cannot read %s: it has neither a column 'text' nor 'words' nor 'tokens', but %s"
              .formatted(files.uri(), columns));
    }
    List<String> known = columns.stream().filter(JsonRecord.FIELDS::contains).toList();
    return table.selectExpr(
        "to_json(struct(%s))".formatted(String.join(", ", known)),
        "_metadata.file_path",
        "_metadata.row_index + 1");
  }

  private static Dataset<Row> open(SparkSession spark, InputFiles files) {
    try {
      return spark.read().option("mergeSchema", "true").parquet(files.literalPaths());
    } catch (Exception e) {
      // Spark throws its checked SparkException through methods that declare none.
      throw InputException.of(files.uri(), e);
    }
  }
}
