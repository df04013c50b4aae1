package io.winnow.jobs.ingest;

import io.winnow.files.Lines;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads one format. */
interface CorpusReader {

  /**
   * @param source the source's name
   * @return a row of {@link ParsedRows#SCHEMA} for each record
   */
  Dataset<Row> read(SparkSession spark, InputFiles files, String source);

  /** The same with file and line in every row; may be slower, as only errors need them. */
  default Dataset<Row> readNumbered(SparkSession spark, InputFiles files, String source) {
    return read(spark, files, source);
  }

  static CorpusReader of(InputFormat format) {
    return switch (format) {
      case TEXT -> CorpusReader::text;
      case JSONL -> new JsonLinesReader();
      case CONLL -> CorpusReader::conll;
      case PARQUET -> new ParquetReader();
      case AUTO -> throw new IllegalArgumentException("AUTO is to be resolved before reading");
    };
  }

  /**
   * Plain text, a sentence a line. White space and byte order marks around a sentence are cut off;
   * blank lines are counted and passed over. Large files that are not compressed are read in
   * parallel.
   */
  private static Dataset<Row> text(SparkSession spark, InputFiles files, String source) {
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

  /** CoNLL columns, see {@link ConllRecords}; a task reads whole files. */
  private static Dataset<Row> conll(SparkSession spark, InputFiles files, String source) {
    return FileStreams.read(spark, files, (lines, file) -> conll(lines, file, source));
  }

  private static Supplier<Row> conll(InputLines lines, InputFile file, String source) {
    ConllRecords sentences = new ConllRecords(lines);
    return () -> {
      ConllRecords.Block block = sentences.next();
      if (block == null) {
        return null;
      }
      return block.problem() == null
          ? ParsedRows.of(source, file.name(), block.line(), block::record)
          : ParsedRows.bad(source, file.name(), block.line(), block.problem());
    };
  }
}
