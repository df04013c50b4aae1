package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A hold-out split off at random: the sentences with the smallest hash of seed and id, so that
 * neither order nor partitions change the choice. Or whole documents, with the smallest hash of
 * their name, where documents are known: sentences of one document are alike, and a model that
 * knows some of them is measured too well on the others.
 *
 * @param share of the corpus, from 0 and below 1; above 0 it is at least one sentence and never all
 * @param maxSentences no more than so many; the last document is taken as a whole
 */
record RandomHoldout(double share, int maxSentences, long seed) {

  /** A column: hash and name of what is drawn as one. */
  static final String PLACE = "place";

  /** Keeps this choice apart from others made with the same seed. */
  private static final String PURPOSE = "holdout";

  RandomHoldout {
    if (!(share >= 0 && share < 1)) {
      throw new InputException(
          "init.holdout-share must be at least 0 (no hold-out set) and below 1, not %s"
              .formatted(share));
    }
    if (maxSentences < 0) {
      throw new InputException(
          "init.holdout-sentences must be at least 0 (no hold-out set), not %d"
              .formatted(maxSentences));
    }
  }

  /** Whether nothing is held out, so that all sentences are in the pool. */
  boolean isNone() {
    return share == 0 || maxSentences == 0;
  }

  /** How many of so many sentences are held out. */
  int size(long sentences) {
    long wanted = Math.max(1, Math.round(share * sentences));
    return (int) Math.min(Math.min(wanted, sentences - 1), maxSentences);
  }

  /** With its {@value #PLACE} in the order in which sentences are held out. */
  Dataset<Row> placed(Dataset<Row> sentences) {
    return sentences.withColumn(PLACE, place());
  }

  /** What is drawn as one has one place: a document, or a sentence that is of none. */
  private Column place() {
    Column name = coalesce(col(RecordRows.DOCUMENT), col("id"));
    return struct(xxhash64(lit(PURPOSE), lit(seed), name).as("hash"), name.as("name"));
  }

  /**
   * The last place that is held out. Runs a job whose tasks each keep the first places; one row
   * comes to the driver.
   *
   * @param placed two or more, each text once
   */
  Row last(Dataset<Row> placed, long count) {
    return placed
        .select(PLACE)
        .orderBy(PLACE)
        .limit(size(count))
        .agg(max(PLACE))
        .head()
        .getStruct(0);
  }

  /** Whether a place is held out. */
  static Column isUpTo(Column place, Row last) {
    Column hash = place.getField("hash");
    return hash.lt(last.getLong(0))
        .or(hash.equalTo(last.getLong(0)).and(place.getField("name").leq(last.getString(1))));
  }
}
