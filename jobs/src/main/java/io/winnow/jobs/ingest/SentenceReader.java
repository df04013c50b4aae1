package io.winnow.jobs.ingest;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads one format. */
interface SentenceReader {

  /**
   * @param source the source's name
   * @return a row of {@link ParsedRows#SCHEMA} for each record
   */
  Dataset<Row> read(SparkSession spark, InputFiles files, String source);

  /** The same with file and line in every row; may be slower, as only errors need them. */
  default Dataset<Row> readNumbered(SparkSession spark, InputFiles files, String source) {
    return read(spark, files, source);
  }

  static SentenceReader of(InputFormat format) {
    return switch (format) {
      case TEXT -> new TextReader();
      case JSONL -> new JsonLinesReader();
      case CONLL -> new ConllReader();
      case PARQUET -> new ParquetReader();
      case AUTO -> throw new IllegalArgumentException("AUTO is to be resolved before reading");
    };
  }
}
