package io.winnow.jobs.train;

import io.winnow.jobs.Published;
import io.winnow.jobs.StepMissingException;
import io.winnow.selection.Selected.Reason;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
  public static List<Row> rows(Published published, Pointer labels) {
    Dataset<Row> held =
        published.table(published.corpus(), "holdout", Schemas.HOLDOUT).select("id");
    List<Row> rows =
        published
            .table(labels, "labels", Schemas.LABELS)
            .join(held, "id", "left_anti")
            .where(functions.size(functions.col("words")).gt(0))
            .orderBy("id")
            .collectAsList();
    if (rows.isEmpty()) {
      throw new StepMissingException(
          "%s has labels for no sentence outside of the held-out set: merge some first"
              .formatted(published.workspace()));
    }
    return rows;
  }

  /** {@link #rows} as training takes them. */
  static List<Example> read(Published published, Pointer labels) {
    return rows(published, labels).stream().map(Examples::of).toList();
  }

  /**
   * Ids of the sentences that were selected at random, such as all of round 0, and not by a model.
   */
  static Set<String> sentAtRandom(Published published) {
    Set<String> random = new HashSet<>();
    Set<String> wanted = new HashSet<>();
    for (int round : published.rounds()) {
      published
          .selection(round)
          .ifPresent(
              selection -> {
                for (Row row : selection.select("id", "reason", "score").collectAsList()) {
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
