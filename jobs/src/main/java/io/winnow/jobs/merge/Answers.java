package io.winnow.jobs.merge;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import io.winnow.jobs.Published;
import io.winnow.jobs.Tables;
import io.winnow.jobs.handoff.Purpose;
import io.winnow.jobs.handoff.SentRecords;
import io.winnow.spark.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.StructType;

/**
 * Answers, seen from the sentences.
 *
 * @param history rows of annotations with {@code round}, the one that the batch went out in, and
 *     {@code expected}, what the answer to a check should be
 * @param checks the standing answers to checks, if any round had some
 * @param sent see {@link SentTable}
 */
record Answers(Dataset<Row> history, Optional<Dataset<Row>> checks, Dataset<Row> sent) {

  private static final String WORK = Purpose.WORK.column();
  private static final String SKIPPED = "skipped";
  private static final String[] RECORD = {"record_id", "batch_id"};
  private static final StructType BATCH =
      new StructType().add("batch_id", "string", false).add("round", "int", false);
  private static final StructType HISTORY =
      Schemas.ANNOTATIONS
          .add("round", "int", false)
          .add("expected", Schemas.CHECKS.apply("expected").dataType(), true);

  /**
   * @param judged see {@link JudgedReturns#history}
   * @param folder where the history is kept meanwhile: everything else is made from it
   */
  static Answers of(
      Published published, Dataset<Row> judged, Sent sent, Dataset<Row> asked, Path folder) {
    List<Row> batches = new ArrayList<>();
    sent.roundOfBatch().forEach((batch, round) -> batches.add(RowFactory.create(batch, round)));
    Dataset<Row> roundOfBatch = broadcast(published.spark().createDataFrame(batches, BATCH));
    Optional<Dataset<Row>> records = records(published, sent);
    Dataset<Row> answers = judged.join(roundOfBatch, "batch_id");
    Dataset<Row> meant =
        records
            .map(table -> answers.join(table, RECORD, "left"))
            .orElseGet(() -> withoutChecks(answers))
            .withColumn("id", coalesce(col("id"), col("record_id")))
            .withColumn("purpose", coalesce(col("purpose"), lit(WORK)));
    Dataset<Row> history = Tables.kept(meant.selectExpr(HISTORY.fieldNames()), folder);
    return new Answers(
        history,
        records.map(table -> standing(history).where(col("purpose").notEqual(WORK))),
        asked);
  }

  private static Dataset<Row> withoutChecks(Dataset<Row> answers) {
    for (String column : List.of("id", "purpose", "expected")) {
      answers = answers.withColumn(column, lit(null).cast(Schemas.CHECKS.apply(column).dataType()));
    }
    return answers;
  }

  /** What the record ids of rounds with checks stand for; empty if there are none. */
  private static Optional<Dataset<Row>> records(Published published, Sent sent) {
    return sent.rounds().keySet().stream()
        .flatMap(round -> SentRecords.read(published, round).stream())
        .reduce(Dataset::unionByName);
  }

  private static Dataset<Row> standing(Dataset<Row> history) {
    return history.where(col("replaced_by_file").isNull());
  }

  private Dataset<Row> work() {
    return standing(history).where(col("purpose").equalTo(WORK));
  }

  private static Dataset<Row> labelled(Dataset<Row> answers) {
    return answers.where(col("status").notEqual(SKIPPED));
  }

  /**
   * The answers that a label is made of: who labels a sentence again when it goes out again has
   * changed their mind.
   */
  private Dataset<Row> labels() {
    WindowSpec latestFirst =
        Window.partitionBy("id", "annotator_id")
            .orderBy(col("round").desc(), col("file").desc(), col("row").desc());
    return labelled(work())
        .repartition(col("id"))
        .withColumn("place", row_number().over(latestFirst))
        .where(col("place").equalTo(1))
        .drop("place");
  }

  /**
   * A row for each sentence that was ever sent: {@code id, text, words, times_sent, answers,
   * annotators, batch_id, round}, of which the last four are null where nobody labelled it.
   *
   * @param excluded annotators that don't count
   */
  Dataset<Row> bySentence(SortedSet<String> excluded) {
    Dataset<Row> grouped =
        labels()
            .where(not(col("annotator_id").isin(excluded.toArray())))
            .groupBy("id")
            .agg(
                collect_list(struct("annotator_id", "spans", "batch_id", "row", "seconds"))
                    .as("answers"),
                sort_array(collect_set("annotator_id")).as("annotators"),
                max(struct("batch_id", "round")).as("last"))
            .select(
                col("id"),
                col("answers"),
                col("annotators"),
                col("last.batch_id").as("batch_id"),
                col("last.round").as("round"));
    return SentTable.texts(sent).join(grouped, new String[] {"id"}, "left");
  }

  /**
   * Of each sentence and round how many answers it has, in a row of {@code id, round, asked,
   * answers, overdue}.
   */
  Dataset<Row> counts() {
    Dataset<Row> given =
        work().groupBy("id", "round").agg(countDistinct("annotator_id").cast("int").as("given"));
    return sent.join(given, new String[] {"id", "round"}, "left")
        .select(
            col("id"),
            col("round"),
            col("asked"),
            coalesce(col("given"), lit(0)).as("answers"),
            col("overdue"));
  }

  /** Answers to sentences whose label was known: {@code annotator_id, expected, said}. */
  Optional<Dataset<Row>> known() {
    return checks(Purpose.KNOWN)
        .map(known -> known.select(col("annotator_id"), col("expected"), col("spans").as("said")));
  }

  /** Two answers of an annotator to a sentence: {@code annotator_id, before, again}. */
  Optional<Dataset<Row>> repeats() {
    Dataset<Row> before =
        labels().select(col("id"), col("annotator_id"), col("spans").as("before"));
    return checks(Purpose.REPEAT)
        .map(again -> again.select(col("id"), col("annotator_id"), col("spans").as("again")))
        .map(again -> again.join(before, new String[] {"id", "annotator_id"}))
        .map(both -> both.select("annotator_id", "before", "again"));
  }

  private Optional<Dataset<Row>> checks(Purpose purpose) {
    return checks.map(answers -> labelled(answers).where(col("purpose").equalTo(purpose.column())));
  }

  /** Work that was not done: {@code annotator_id, sentences}. */
  Dataset<Row> skipped() {
    return work()
        .where(col("status").equalTo(SKIPPED))
        .groupBy("annotator_id")
        .agg(count(lit(1)).as("sentences"));
  }
}
