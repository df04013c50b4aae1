package io.winnow.jobs.ingest;

import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** CoNLL columns, see {@link ConllSentences}; a task reads whole files. */
final class ConllReader implements SentenceReader {

  @Override
  public Dataset<Row> read(SparkSession spark, InputFiles files, String source) {
    return FileStreams.read(spark, files, (lines, file) -> rows(source, lines, file));
  }

  private static Supplier<Row> rows(String source, Lines lines, InputFile file) {
    ConllSentences sentences = new ConllSentences(lines);
    return () -> {
      ConllSentences.Block block = sentences.next();
      if (block == null) {
        return null;
      }
      return block.problem() == null
          ? ParsedRows.of(source, file.name(), block.line(), block::record)
          : ParsedRows.bad(source, file.name(), block.line(), block.problem());
    };
  }
}
