package io.winnow.jobs.ingest;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Plain text, a sentence a line. White space and byte order marks around a sentence are cut off;
 * blank lines are counted and passed over. Large files that are not compressed are read in
 * parallel.
 */
final class TextReader implements SentenceReader {

  @Override
  public Dataset<Row> read(SparkSession spark, InputFiles files, String source) {
    return spark
        .read()
        .text(files.literalPaths())
        .as(Encoders.STRING())
        .map(
            (MapFunction<String, Row>)
                line -> ParsedRows.of(source, null, null, () -> RawRecord.ofText(trimmed(line))),
            ParsedRows.encoder());
  }

  private static String trimmed(String line) {
    return Lines.withoutByteOrderMark(line).strip();
  }
}
