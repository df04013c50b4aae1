package io.winnow.jobs.labels;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.winnow.display.SideBySide;
import io.winnow.display.TerminalView;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.spark.QualityRows;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Lists the sentences on which annotators differ too much for a label, the least certain first, and
 * the annotations of each annotator.
 *
 * @param shown at most so many
 */
public record DisputesJob(Runner runner, int shown) {

  public Outcome run() {
    Published published = runner.published();
    Pointer labels = published.require(runner.workspace().labels(), "labels", "run 'winnow merge'");
    Dataset<Row> disputes = published.table(labels, "disputes", Schemas.DISPUTES);
    runner
        .console()
        .say(
            "%,d sentences are disputed; %,d of them for a person to decide"
                .formatted(labels.count("disputes"), labels.count("disputes-for-person")));
    Dataset<Row> comparison =
        published.table(labels, "comparison", Schemas.COMPARISON).select("id", "versions");
    disputes
        .drop("versions")
        .join(comparison, "id")
        .orderBy(col("state").equalTo(lit(LabelStore.AGAIN)), col("confidence"), col("id"))
        .limit(shown)
        .collectAsList()
        .forEach(this::say);
    return Outcome.DONE;
  }

  private void say(Row row) {
    runner
        .console()
        .say(
            "%s, sure to %.2f, %s"
                .formatted(
                    row.<String>getAs("id"),
                    row.<Double>getAs("confidence"),
                    whatNext(row.getAs("state"))));
    SideBySide answers = SideBySide.of(Rows.sentence(row), QualityRows.answers(row));
    runner.console().say(TerminalView.plain().sideBySide(answers).indent(2).stripTrailing());
  }

  private static String whatNext(String state) {
    return switch (state) {
      case LabelStore.AGAIN -> "goes to the vendor again";
      case LabelStore.WITHHELD ->
          "a person must decide: it was not sent again, since private matter is left in it";
      default -> "a person must decide";
    };
  }
}
