package io.winnow.jobs.ingest;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.Sentence;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * A row for each record of an input: {@link Schemas#HOLDOUT} and where it stands. One that could
 * not be read has no words and a problem.
 */
final class ParsedRows {

  /** {@code line} counts from 1; null where reading in parallel leaves it unknown. */
  static final StructType SCHEMA =
      Schemas.HOLDOUT
          .add("file", StringType, true)
          .add("line", LongType, true)
          .add("problem", StringType, true);

  private ParsedRows() {}

  /**
   * @param file the file's name in messages, null if not known
   * @param line null if not known
   * @param read throws IllegalArgumentException if the record is bad
   */
  static Row of(String source, String file, Long line, Supplier<RawRecord> read) {
    try {
      RawRecord record = read.get();
      Sentence sentence = record.sentence(source);
      return RowFactory.create(
          sentence.id(),
          source,
          record.sourceId(),
          sentence.text(),
          Rows.ofWords(sentence.words()),
          record.gold() == null ? null : Rows.ofSpans(record.gold().in(sentence)),
          file,
          line,
          null);
    } catch (IllegalArgumentException e) {
      String problem = String.valueOf(e.getMessage());
      return RowFactory.create("", source, null, "", new Row[0], null, file, line, problem);
    }
  }
}
