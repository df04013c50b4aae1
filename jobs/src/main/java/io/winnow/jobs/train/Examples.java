package io.winnow.jobs.train;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.Tables;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The labelled sentences that may be trained on. */
public final class Examples {

  private Examples() {}

  /**
   * All labels but those of held-out sentences and of sentences without words, as rows of {@link
   * Schemas#LABELS}, by id: an order that depends on nothing.
   *
   * @throws StepMissingException if there is none
   */
  public static List<Row> rows(JobContext context, Pointer labels) {
    SparkSession spark = context.spark().get();
    Workspace workspace = context.workspace();
    Pointer corpus = workspace.corpus().latest().orElseThrow();
    Dataset<Row> held =
        Tables.read(spark, workspace, corpus, "holdout", Schemas.HOLDOUT).select("id");
    List<Row> rows =
        Tables.read(spark, workspace, labels, "labels", Schemas.LABELS)
            .join(held, "id", "left_anti")
            .where(functions.size(functions.col("words")).gt(0))
            .orderBy("id")
            .collectAsList();
    if (rows.isEmpty()) {
      throw new StepMissingException(
          "%s has labels for no sentence outside of the held-out set: merge some first"
              .formatted(workspace));
    }
    return rows;
  }

  /** {@link #rows} as training takes them. */
  static List<Example> read(JobContext context, Pointer labels) {
    return rows(context, labels).stream().map(Examples::of).toList();
  }

  /**
   * @param row of {@link Schemas#LABELS}
   */
  public static Example of(Row row) {
    return new Example(
        row.getAs("id"),
        Rows.sentence(row).wordTexts(),
        Rows.spans(row, "spans"),
        Rows.floats(row, "posteriors"));
  }
}
