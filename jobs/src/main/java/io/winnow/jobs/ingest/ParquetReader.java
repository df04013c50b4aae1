package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
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
    Column[] known =
        columns.stream()
            .filter(JsonRecord.FIELDS::contains)
            .map(name -> col("`" + name + "`"))
            .toArray(Column[]::new);
    return table
        .select(
            to_json(struct(known)).as("record"),
            col("_metadata.file_name").as("file"),
            col("_metadata.row_index").plus(1L).as("line"))
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
