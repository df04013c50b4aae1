package io.winnow.jobs.ingest;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Parquet with columns named as the fields of {@link JsonRecord}. Rows go through JSON, so that
 * whole numbers of any width and missing columns are taken as they come. Messages count rows of a
 * file from 1.
 */
final class ParquetReader {

  private static final List<String> SENTENCE_COLUMNS = List.of("text", "words", "tokens");

  private ParquetReader() {}

  static Dataset<Row> read(SparkSession spark, InputFiles files, String source) {
    Dataset<Row> table = open(spark, files);
    List<String> columns = Arrays.asList(table.columns());
    if (SENTENCE_COLUMNS.stream().noneMatch(columns::contains)) {
      throw new InputException(
          "Cannot read %s: it has neither a column 'text' nor 'words' nor 'tokens', but %s"
              .formatted(files.uri(), columns));
    }
    List<String> known = columns.stream().filter(JsonRecord.FIELDS::contains).toList();
    return table
        .selectExpr(
            "to_json(struct(%s))".formatted(String.join(", ", known)),
            "_metadata.file_name",
            "_metadata.row_index + 1")
        .map(
            (MapFunction<Row, Row>)
                row ->
                    ParsedRows.of(
                        source,
                        row.getString(1),
                        row.getLong(2),
                        () -> JsonRecord.parse(row.getString(0))),
            Encoders.row(ParsedRows.SCHEMA));
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
