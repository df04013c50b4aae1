package io.winnow.jobs.evaluate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.Tables;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The held-out sentences whose spans are known: by gold, or else by the vendor's labels. */
final class HeldOut {

  private HeldOut() {}

  /**
   * @return columns {@code id}, {@code words}, {@code gold}
   * @throws StepMissingException if the spans of none are known
   */
  static Dataset<Row> known(JobContext context) {
    Workspace workspace = context.workspace();
    SparkSession spark = context.spark().get();
    Pointer corpus = context.require(workspace.corpus(), "corpus", "run 'winnow init'");
    Dataset<Row> held = Tables.read(spark, workspace, corpus, "holdout", Schemas.HOLDOUT);
    Dataset<Row> known =
        workspace
            .labels()
            .latest()
            .map(
                pointer ->
                    withLabels(
                        held, Tables.read(spark, workspace, pointer, "labels", Schemas.LABELS)))
            .orElseGet(() -> held.withColumn("gold", col("spans")))
            .where(col("gold").isNotNull())
            .select("id", "words", "gold");
    if (known.isEmpty()) {
      throw new StepMissingException(
          "%s has no labels for any held-out sentence: give a labelled test set to 'winnow init --holdout', or merge the vendor's labels of round 0"
              .formatted(workspace));
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
