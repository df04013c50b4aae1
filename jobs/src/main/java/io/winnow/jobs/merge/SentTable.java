package io.winnow.jobs.merge;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;

import io.winnow.jobs.Deadline;
import io.winnow.jobs.Published;
import io.winnow.workspace.Pointer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What was sent in all rounds, as a table. */
final class SentTable {

  private SentTable() {}

  /** A row for each sentence and round: {@code id, text, words, round, asked, overdue}. */
  static Dataset<Row> of(Published published, Sent sent, Deadline deadline) {
    Dataset<Row> all = null;
    for (var round : sent.rounds().entrySet()) {
      Pointer outbox = published.latest(published.workspace().outbox(round.getKey())).orElseThrow();
      Dataset<Row> here =
          published
              .selection(round.getKey())
              .orElseThrow()
              .select(
                  col("id"),
                  col("text"),
                  col("words"),
                  lit(round.getKey()).as("round"),
                  lit(round.getValue().manifest().annotatorsPerSentence()).as("asked"),
                  lit(deadline.hasPassed(outbox)).as("overdue"));
      all = all == null ? here : all.unionByName(here);
    }
    return all;
  }

  /** Each sentence once: {@code id, text, words, times_sent}. */
  static Dataset<Row> texts(Dataset<Row> sent) {
    return sent.groupBy("id")
        .agg(
            first("text").as("text"),
            first("words").as("words"),
            count(lit(1)).cast("int").as("times_sent"));
  }
}
