package io.winnow.jobs.labels;

import io.winnow.display.HighlightedText;
import io.winnow.display.TerminalView;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.spark.Rows;
import java.util.SortedMap;
import org.apache.spark.sql.Row;

/**
 * Says how labels changed between two merges.
 *
 * @param before number of a merge, from 1
 * @param shown at most so many sentences
 */
public record DiffJob(Runner runner, int before, int after, int shown) {

  public Outcome run() {
    LabelDiff diff = LabelDiff.of(runner.published(), before, after);
    SortedMap<String, Long> counts = diff.counts();
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
    diff.table().limit(shown).collectAsList().forEach(this::say);
    return Outcome.DONE;
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
