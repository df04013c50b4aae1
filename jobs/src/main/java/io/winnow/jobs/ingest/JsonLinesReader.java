package io.winnow.jobs.ingest;

import io.winnow.files.Lines;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * JSON lines, a {@link JsonRecord} each. Large files that are not compressed are read in parallel;
 * line numbers are found by a second reading, where a message needs them.
 */
final class JsonLinesReader implements CorpusReader {

  @Override
  public Dataset<Row> read(SparkSession spark, InputFiles files, String source) {
    return spark
        .read()
        .text(files.literalPaths())
        .as(Encoders.STRING())
        .map(
            (MapFunction<String, Row>) line -> row(source, null, null, line), ParsedRows.encoder());
  }

  @Override
  public Dataset<Row> readNumbered(SparkSession spark, InputFiles files, String source) {
    return FileStreams.read(spark, files, (lines, file) -> numbered(source, lines, file));
  }

  private static Supplier<Row> numbered(String source, InputLines lines, InputFile file) {
    return () -> {
      String line = lines.next();
      return line == null ? null : row(source, file.name(), lines.number(), line);
    };
  }

  private static Row row(String source, String file, Long number, String line) {
    String json = Lines.withoutByteOrderMark(line);
    return ParsedRows.of(
        source, file, number, () -> json.isBlank() ? RawRecord.ofText("") : JsonRecord.parse(json));
  }
}
