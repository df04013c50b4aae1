package io.winnow.jobs.export;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.winnow.jobs.Published;
import io.winnow.jobs.ingest.InitJob;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A split of what a workspace knows.
 *
 * @param name train or test
 * @param rows a row a sentence, by id: an order that depends on nothing
 * @param sentences how many rows there are
 * @param leftOut sentences that would belong to it
 * @param why they do not
 */
record LabelledSplit(
    String name, AboutColumns about, Dataset<Row> rows, long sentences, long leftOut, String why) {

  /** The adjudicator of spans that were given with the corpus. */
  private static final String GIVEN = "gold";

  private static final String COUNT = "count(*)";

  private static final String OF_LABEL = "confidence, annotators, adjudicator, round";

  /**
   * The label store, but for what is held out.
   *
   * @param least confidence of its sentences
   */
  static LabelledSplit train(Published published, Pointer labels, double least) {
    Dataset<Row> corpus = published.table(published.corpus(), InitJob.SENTENCES);
    AboutColumns about = AboutColumns.of(corpus);
    Dataset<Row> held =
        published.table(published.corpus(), InitJob.HOLDOUT, Schemas.HOLDOUT).select("id");
    Dataset<Row> all =
        labels(published, labels).join(held, "id", "left_anti").where("size(words) > 0");
    Column isSure = col("confidence").geq(least);
    Row counted = all.agg(expr(COUNT), expr("count_if(confidence >= %s)".formatted(least))).first();
    Dataset<Row> known = corpus.select(with(about.ofSentences(), "id"));
    return new LabelledSplit(
        "train",
        about,
        all.where(isSure).join(known, "id", "left_outer").orderBy("id"),
        counted.getLong(1),
        counted.getLong(0) - counted.getLong(1),
        "labels with a confidence below " + least);
  }

  /** The held-out sentences whose spans are known: by gold, or else by the vendor's labels. */
  static LabelledSplit test(Published published, Pointer labels) {
    Dataset<Row> held = published.table(published.corpus(), InitJob.HOLDOUT);
    AboutColumns about = AboutColumns.of(held);
    Dataset<Row> settled =
        labels(published, labels).drop("text", "words").withColumnRenamed("spans", "settled");
    Column isGiven = col("spans").isNotNull();
    Dataset<Row> all =
        held.where("size(words) > 0")
            .select(with(about.ofSentences(), "id", "text", "words", "spans"))
            .join(settled, "id", "left_outer")
            .withColumn("confidence", when(isGiven, lit(null)).otherwise(col("confidence")))
            .withColumn("round", when(isGiven, lit(null)).otherwise(col("round")))
            .withColumn(
                "annotators",
                when(isGiven.or(col("annotators").isNull()), array().cast("array<string>"))
                    .otherwise(col("annotators")))
            .withColumn("adjudicator", when(isGiven, GIVEN).otherwise(col("adjudicator")))
            .withColumn(
                "spans",
                coalesce(
                    expr(
                        "transform(spans, it -> named_struct('start_word', it.start_word,"
                            + " 'end_word', it.end_word, 'type', it.type, 'confidence', cast(null"
                            + " as double)))"),
                    col("settled")));
    Row counted = all.agg(expr(COUNT), expr("count(spans)")).first();
    return new LabelledSplit(
        "test",
        about,
        all.where("spans IS NOT NULL").orderBy("id"),
        counted.getLong(1),
        counted.getLong(0) - counted.getLong(1),
        "held-out sentences whose entities are not known");
  }

  private static Dataset<Row> labels(Published published, Pointer labels) {
    return published
        .table(labels, LabelStore.LABELS, Schemas.LABELS)
        .selectExpr(("id, text, words, spans, " + OF_LABEL).split(", "));
  }

  private static Column[] with(Stream<Column> columns, String... first) {
    return Stream.concat(Stream.of(first).map(name -> col(name)), columns).toArray(Column[]::new);
  }
}
