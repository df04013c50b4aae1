package io.winnow.jobs.status;

import io.winnow.jobs.stop.Stopping;
import io.winnow.stopping.Opinion;
import java.util.Locale;

/** What the rules for stopping say, for a person, within 80 columns. */
final class StopText {

  private static final int WIDTH = 80;
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
      out.append(wrapped(opinion.sentence()));
    }
    return out.toString();
  }

  private static String wrapped(String sentence) {
    StringBuilder out = new StringBuilder();
    StringBuilder line = new StringBuilder(INDENT);
    for (String word : sentence.split(" ")) {
      boolean isFirst = line.length() == INDENT.length();
      if (!isFirst && line.length() + 1 + word.length() > WIDTH) {
        out.append(line).append(System.lineSeparator());
        line = new StringBuilder(INDENT);
        isFirst = true;
      }
      line.append(isFirst ? "" : " ").append(word);
    }
    return out.append(line).append(System.lineSeparator()).toString();
  }
}
