package io.winnow.jobs.evaluate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import io.winnow.jobs.Published;
import io.winnow.jobs.StepMissingException;
import io.winnow.spark.Schemas;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The held-out sentences whose spans are known: by gold, or else by the vendor's labels. */
final class HeldOut {

  private HeldOut() {}

  /**
   * @return columns {@code id}, {@code words}, {@code gold}
   * @throws StepMissingException if the spans of none are known
   */
  static Dataset<Row> known(Published published) {
    Dataset<Row> held = published.table(published.corpus(), "holdout", Schemas.HOLDOUT);
    Dataset<Row> known =
        published
            .latest(published.workspace().labels())
            .map(labels -> withLabels(held, published.table(labels, "labels", Schemas.LABELS)))
            .orElseGet(() -> held.withColumn("gold", col("spans")))
            .where(col("gold").isNotNull())
            .select("id", "words", "gold");
    if (known.isEmpty()) {
      throw new StepMissingException(
          "%s has no labels for any held-out sentence: give a labelled test set to 'winnow init --holdout', or merge the vendor's labels of round 0"
              .formatted(published.workspace()));
    }
    return known;
  }

  private static Dataset<Row> withLabels(Dataset<Row> held, Dataset<Row> labels) {
    Column bare =
        transform(
            col("spans"),
            span ->
                struct(
                    span.getField("start_word").as("start_word"),
                    span.getField("end_word").as("end_word"),
                    span.getField("type").as("type")));
    Dataset<Row> settled = labels.select(col("id"), bare.as("settled"));
    return held.join(settled, "id", "left_outer")
        .withColumn("gold", coalesce(col("spans"), col("settled")));
  }
}
