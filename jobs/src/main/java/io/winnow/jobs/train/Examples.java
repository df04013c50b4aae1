package io.winnow.jobs.train;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.Tables;
import io.winnow.selection.Selected.Reason;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The labelled sentences that may be trained on. */
public final class Examples {

  private static final String AT_RANDOM = Reason.RANDOM.name().toLowerCase(Locale.ROOT);

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
   * Ids of the sentences that were sent out because chance had it so, such as all of round 0, and
   * never because a model wanted them.
   */
  static Set<String> sentAtRandom(JobContext context) {
    Workspace workspace = context.workspace();
    Set<String> random = new HashSet<>();
    Set<String> wanted = new HashSet<>();
    for (int round : workspace.rounds()) {
      workspace
          .selection(round)
          .latest()
          .map(it -> selection(context, it))
          .ifPresent(
              rows -> {
                for (Row row : rows.collectAsList()) {
                  if (row.getString(1).equals(AT_RANDOM)) {
                    random.add(row.getString(0));
                  } else if (!row.isNullAt(2)) {
                    wanted.add(row.getString(0));
                  }
                }
              });
    }
    random.removeAll(wanted);
    return random;
  }

  private static Dataset<Row> selection(JobContext context, Pointer pointer) {
    return Tables.read(
            context.spark().get(), context.workspace(), pointer, "selection", Schemas.SELECTION)
        .select("id", "reason", "score");
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
