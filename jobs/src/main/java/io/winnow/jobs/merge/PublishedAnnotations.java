package io.winnow.jobs.merge;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.winnow.evaluation.quality.UnjudgedAnswers;
import io.winnow.jobs.Published;
import io.winnow.jobs.Tables;
import io.winnow.jobs.handoff.Purpose;
import io.winnow.jobs.handoff.SentRecords;
import io.winnow.jobs.handoff.Withheld;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The annotations that a merge has written, looked at from the sentences. Nothing of it is kept:
 * each question reads the columns that it needs.
 *
 * @param standing rows of {@link Schemas#ANNOTATIONS} that no later one replaces, with {@code
 *     round}, the one in which the sentence went out
 * @param records rows of {@link Schemas#CHECKS}, if any round has control items
 */
record PublishedAnnotations(
    Published published, Dataset<Row> standing, Optional<Dataset<Row>> records) {

  private static final String SKIPPED = "skipped";

  /**
   * @param folders by round
   */
  static PublishedAnnotations of(Published published, SortedMap<Integer, Path> folders) {
    SparkSession spark = published.spark();
    Dataset<Row> history =
        folders.entrySet().stream()
            .map(
                folder ->
                    Tables.read(spark, folder.getValue(), Schemas.ANNOTATIONS)
                        .withColumn("round", lit(folder.getKey())))
            .reduce(Dataset::unionByName)
            .orElseGet(
                () ->
                    spark
                        .createDataFrame(List.<Row>of(), Schemas.ANNOTATIONS)
                        .withColumn("round", lit(0)));
    return new PublishedAnnotations(
        published,
        history.where(col("replaced_by_file").isNull()),
        folders.keySet().stream()
            .flatMap(round -> SentRecords.read(published, round).stream())
            .reduce(Dataset::unionByName));
  }

  private Dataset<Row> of(Purpose purpose) {
    return standing.where(col("purpose").equalTo(purpose.column()));
  }

  private Dataset<Row> labelled(Purpose purpose) {
    return of(purpose).where(col("status").notEqual(SKIPPED));
  }

  /**
   * The answers that labels are made from, a row each of {@code id, annotator_id, spans, batch_id,
   * row, seconds}. Those to a sentence follow one another, and among them those of an annotator,
   * the latest last.
   *
   * @param excluded annotators that don't count
   */
  Iterator<Row> bySentence(SortedSet<String> excluded) {
    return labelled(Purpose.WORK)
        .where(not(col("annotator_id").isin(excluded.toArray())))
        .select("id", "annotator_id", "spans", "batch_id", "row", "seconds", "round", "file")
        .repartition(col("id"))
        .sortWithinPartitions("id", "annotator_id", "round", "file", "row")
        .toLocalIterator();
  }

  /**
   * The sentences that lack answers, rows of {@link Schemas#MISSING}.
   *
   * @param asked by round, how many answers to a sentence
   */
  Dataset<Row> missing(SortedMap<Integer, Integer> asked, Instant overdue) {
    // An annotator has one standing answer to a record, and a sentence is one record of a round.
    Dataset<Row> given = of(Purpose.WORK).groupBy("id", "round").agg(expr("count(*) AS given"));
    return asked.entrySet().stream()
        .map(
            round ->
                Withheld.sent(published, round.getKey())
                    .select(
                        col("id"),
                        lit(round.getKey()).as("round"),
                        lit(round.getValue()).as("asked"),
                        lit(!published.outbox(round.getKey()).published().isAfter(overdue))
                            .as("overdue")))
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .join(given, new String[] {"id", "round"}, "left")
        .withColumn("answers", expr("int(coalesce(given, 0))"))
        .where("answers < asked")
        .selectExpr(Schemas.MISSING.fieldNames())
        .sortWithinPartitions("round", "id");
  }

  /** What no label is made from: answers to control items, and work that was skipped. */
  UnjudgedAnswers unjudged() {
    UnjudgedAnswers unjudged = new UnjudgedAnswers();
    of(Purpose.WORK)
        .where(col("status").equalTo(SKIPPED))
        .groupBy("annotator_id")
        .count()
        .collectAsList()
        .forEach(row -> unjudged.skipped(row.getString(0), row.getLong(1)));
    records.ifPresent(
        table -> {
          labelled(Purpose.KNOWN)
              .join(
                  table.select("record_id", "batch_id", "expected"),
                  new String[] {"record_id", "batch_id"})
              .select("annotator_id", "expected", "spans")
              .toLocalIterator()
              .forEachRemaining(
                  row ->
                      unjudged.known(
                          row.getString(0), Rows.spans(row, "expected"), Rows.spans(row, "spans")));
          repeats()
              .toLocalIterator()
              .forEachRemaining(
                  row ->
                      unjudged.repeat(
                          row.getString(0), Rows.spans(row, "before"), Rows.spans(row, "again")));
        });
    return unjudged;
  }

  /** Two answers of an annotator to a sentence: {@code annotator_id, before, again}. */
  private Dataset<Row> repeats() {
    String[] key = {"id", "annotator_id"};
    Dataset<Row> again =
        labelled(Purpose.REPEAT).selectExpr("id", "annotator_id", "spans AS again");
    Dataset<Row> before =
        labelled(Purpose.WORK)
            .join(again.select("id", "annotator_id").distinct(), key, "left_semi")
            .groupBy("id", "annotator_id")
            .agg(expr("max_by(spans, struct(round, file, row)) AS before"));
    return again.join(before, key).select("annotator_id", "before", "again");
  }
}
