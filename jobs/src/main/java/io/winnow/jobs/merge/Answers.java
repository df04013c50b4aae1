package io.winnow.jobs.merge;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Answers, seen from the sentences.
 *
 * @param history rows of annotations with {@code round}, the one that the batch went out in
 * @param sent see {@link SentTable}
 */
record Answers(Dataset<Row> history, Dataset<Row> sent) {

  private static final StructType BATCH =
      new StructType().add("batch_id", "string", false).add("round", "int", false);

  /**
   * @param history rows of annotations
   * @param rounds batch id to round
   */
  static Answers of(
      SparkSession spark, Dataset<Row> history, Map<String, Integer> rounds, Dataset<Row> sent) {
    List<Row> batches = new ArrayList<>();
    rounds.forEach((batch, round) -> batches.add(RowFactory.create(batch, round)));
    Dataset<Row> roundOfBatch = broadcast(spark.createDataFrame(batches, BATCH));
    return new Answers(history.join(roundOfBatch, "batch_id"), sent);
  }

  private Dataset<Row> standing() {
    return history.where(col("replaced_by_file").isNull());
  }

  /**
   * A row for each sentence that somebody labelled: {@code id, text, words, answers, annotators,
   * batch_id, round, times_sent}.
   *
   * @param excluded annotators that don't count
   */
  Dataset<Row> bySentence(SortedSet<String> excluded) {
    Column counts =
        col("status").notEqual("skipped").and(not(col("annotator_id").isin(excluded.toArray())));
    Dataset<Row> grouped =
        standing()
            .where(counts)
            .groupBy(col("record_id").as("id"))
            .agg(
                collect_list(struct("annotator_id", "spans")).as("answers"),
                sort_array(collect_set("annotator_id")).as("annotators"),
                max(struct("batch_id", "round")).as("last"))
            .select(
                col("id"),
                col("answers"),
                col("annotators"),
                col("last.batch_id").as("batch_id"),
                col("last.round").as("round"));
    return SentTable.texts(sent).join(grouped, "id");
  }

  /**
   * Of each sentence and round how many answers it has, in a row of {@code id, round, asked,
   * answers, overdue}.
   */
  Dataset<Row> counts() {
    Dataset<Row> given =
        standing()
            .groupBy(col("record_id").as("id"), col("round"))
            .agg(countDistinct("annotator_id").cast("int").as("given"));
    return sent.join(given, new String[] {"id", "round"}, "left")
        .select(
            col("id"),
            col("round"),
            col("asked"),
            coalesce(col("given"), lit(0)).as("answers"),
            col("overdue"));
  }
}
