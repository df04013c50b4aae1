package io.winnow.jobs.labels;

import io.winnow.display.HighlightedText;
import io.winnow.display.TerminalView;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.jobs.StepMissingException;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Says how labels changed between two merges. Only spans count, not their confidence.
 *
 * @param before number of a merge, from 1
 * @param shown at most so many sentences
 */
public record DiffJob(Runner runner, int before, int after, int shown) {

  /**
   * @throws StepMissingException if there is no such merge
   */
  public Outcome run() {
    Published published = runner.published();
    Dataset<Row> changed =
        side(published, before, "before")
            .join(side(published, after, "after"), new String[] {"id"}, "full")
            .where("NOT (before <=> after)")
            .selectExpr(
                "id",
                "coalesce(text_after, text_before) AS text",
                "coalesce(words_after, words_before) AS words",
                "CASE WHEN before IS NULL THEN 'added' WHEN after IS NULL THEN 'removed'"
                    + " ELSE 'changed' END AS change",
                "before",
                "after");
    Map<String, Long> counts = new HashMap<>();
    changed
        .groupBy("change")
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    runner
        .console()
        .say(
            "Labels of merge %d and merge %d: %,d added, %,d removed, %,d changed"
                .formatted(
                    before,
                    after,
                    counts.getOrDefault("added", 0L),
                    counts.getOrDefault("removed", 0L),
                    counts.getOrDefault("changed", 0L)));
    changed.orderBy("id").limit(shown).collectAsList().forEach(this::say);
    return Outcome.DONE;
  }

  private static Dataset<Row> side(Published published, int number, String name) {
    List<Pointer> merges = published.history(published.workspace().labels());
    if (number < 1 || number > merges.size()) {
      throw new StepMissingException(
          "There is no merge %d of %s: the number must be from 1 to %d"
              .formatted(number, published.workspace(), merges.size()));
    }
    return published
        .table(merges.get(number - 1), LabelStore.LABELS, Schemas.LABELS)
        .selectExpr(
            "id",
            "text AS text_" + name,
            "words AS words_" + name,
            "transform(spans, s -> struct(s.start_word, s.end_word, s.type)) AS " + name);
  }

  private void say(Row row) {
    runner.console().say("  %s %s".formatted(row.getAs("change"), row.getAs("id")));
    say("-", row, "before");
    say("+", row, "after");
  }

  private void say(String sign, Row row, String side) {
    if (!row.isNullAt(row.fieldIndex(side))) {
      HighlightedText text = HighlightedText.ofSpans(Rows.sentence(row), Rows.spans(row, side));
      runner.console().say("    %s %s".formatted(sign, TerminalView.plain().text(text)));
    }
  }
}
