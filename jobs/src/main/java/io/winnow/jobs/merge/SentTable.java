package io.winnow.jobs.merge;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;

import io.winnow.jobs.Deadline;
import io.winnow.jobs.Selections;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What was sent in all rounds, as a table. */
final class SentTable {

  private SentTable() {}

  /** A row for each sentence and round: {@code id, text, words, round, asked, overdue}. */
  static Dataset<Row> of(SparkSession spark, Workspace workspace, Sent sent, Deadline deadline) {
    Dataset<Row> all = null;
    for (var round : sent.rounds().entrySet()) {
      Pointer outbox = workspace.outbox(round.getKey()).latest().orElseThrow();
      Dataset<Row> here =
          Selections.of(round.getKey(), spark, workspace)
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
