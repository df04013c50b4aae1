package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The sentences left in the pool if none was selected: near-duplicates of sent ones, lengths that
 * the strategy excludes, sentences that cost more than the budget.
 *
 * @param shortest words of the shortest of them; 0 if there are none
 */
record Left(long sentences, int shortest) {

  /** Where something was chosen. */
  static final Left NOT_ASKED = new Left(0, 0);

  /**
   * @param minWords shorter ones are never sent, and so don't count
   */
  static Left of(Dataset<Row> pool, int minWords) {
    Row found =
        pool.select(size(col("words")).as("words"))
            .where(col("words").geq(minWords))
            .agg(count(lit(1)), min("words"))
            .head();
    return new Left(found.getLong(0), found.isNullAt(1) ? 0 : found.getInt(1));
  }

  String sentence() {
    return sentences == 0
        ? "the pool is empty; there is nothing left to label"
        : "nothing; of %,d sentences in the pool, the shortest of %d words, strategy and budget let none pass"
            .formatted(sentences, shortest);
  }
}
