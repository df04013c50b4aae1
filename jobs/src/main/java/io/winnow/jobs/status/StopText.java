package io.winnow.jobs.status;

import io.winnow.display.Columns;
import io.winnow.jobs.stop.Stopping;
import io.winnow.stopping.StoppingRule.Opinion;
import java.util.Locale;

/** What the rules for stopping say, for a person, within 80 columns. */
final class StopText {

  private static final String INDENT = "    ";

  private StopText() {}

  static String of(Stopping stopping) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "After round %d; %s%n",
            stopping.round(),
            stopping.deciding() == null
                ? "no rule ends the rounds (stop.rule = none)"
                : "stop.rule = %s decides".formatted(stopping.deciding().rule())));
    for (Opinion opinion : stopping.opinions()) {
      out.append(
          String.format(
              Locale.ROOT, "  %-19s %s%n", opinion.rule() + ":", opinion.verdict().words()));
      out.append(Columns.wrapped(INDENT, opinion.sentence()));
    }
    return out.toString();
  }
}
