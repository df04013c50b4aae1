package io.winnow.jobs.status;

import io.winnow.display.Columns;
import io.winnow.display.Printable;
import io.winnow.jobs.ingest.InitJob;
import io.winnow.jobs.status.Status.RoundStatus;
import io.winnow.jobs.stop.Stopping;
import io.winnow.stopping.StoppingRule.Opinion;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@link Status} for a person, within 80 columns but for paths. */
public final class StatusText {

  private static final String NOTHING = "-";

  private StatusText() {}

  public static String of(Status status) {
    StringBuilder out = new StringBuilder();
    line(out, "Workspace", status.workspace());
    Map<String, Long> corpus = status.corpus();
    if (!corpus.isEmpty()) {
      text(
          out,
          "Corpus",
          "%,d sentences, %,d words; %s"
              .formatted(
                  corpus.get("sentences"),
                  corpus.get("words"),
                  corpus.get(InitJob.HOLDOUT_SENTENCES) == 0
                      ? "no test set, so F1 is not measured"
                      : "%,d held out".formatted(corpus.get(InitJob.HOLDOUT_SENTENCES))));
      text(out, "Types", String.join(", ", status.types()));
    }
    if (status.encoder() != null) {
      line(out, "Encoder", status.encoder());
    }
    Map<String, Long> labels = status.labels();
    if (!labels.isEmpty()) {
      text(
          out,
          "Labels",
          "%,d sentences, %,d words; %,d annotations accepted, %,d rejected"
              .formatted(
                  labels.get("labels"),
                  labels.get("words"),
                  labels.get("annotations"),
                  labels.get("rejected")));
    }
    if (!status.rounds().isEmpty()) {
      out.append('\n').append(rounds(status)).append('\n');
    }
    String withheld = withheld(status);
    if (!withheld.isEmpty()) {
      text(out, "Not sent", withheld);
    }
    if (status.stop().round() >= 0) {
      out.append(stopping(status.stop())).append('\n');
    }
    if (status.heldBy() != null) {
      text(out, "Running", status.heldBy());
    }
    if (!status.notRead().isEmpty()) {
      text(out, "Not read", String.join("; ", status.notRead()));
    }
    text(out, "Next", "round %d: %s".formatted(status.dueRound(), status.advice()));
    if (status.due().equals("WAIT")) {
      RoundStatus waiting = status.rounds().get(status.dueRound());
      line(out, "  batches", waiting.batches());
      line(out, "  returns", waiting.inbox());
    }
    return out.toString();
  }

  /** The table of rounds: the learning curve. */
  public static String rounds(Status status) {
    StringBuilder out = new StringBuilder();
    out.append(
        row("round", "scored", "selected", "words", "answered", "trained on", "steps", "F1"));
    for (RoundStatus round : status.rounds()) {
      out.append(
          row(
              Integer.toString(round.round()),
              number(round.scored()),
              number(round.selectedSentences()),
              number(round.selectedWords()),
              round.sent() == null
                  ? NOTHING
                  : "%d/%d"
                      .formatted(round.answered() == null ? 0 : round.answered(), round.sent()),
              number(round.trainedWords()),
              number(round.steps()),
              round.f1() == null ? NOTHING : String.format(Locale.ROOT, "%.4f", round.f1())));
    }
    return out.toString();
  }

  /** What was selected, but did not go out; empty if all did. */
  private static String withheld(Status status) {
    String rounds =
        status.rounds().stream()
            .filter(round -> round.withheld() != null && round.withheld() > 0)
            .map(round -> "%,d of round %d".formatted(round.withheld(), round.round()))
            .collect(Collectors.joining(", "));
    return rounds.isEmpty() ? "" : "sentences in which private matter is left: " + rounds;
  }

  /** What the rules for stopping say. */
  private static String stopping(Stopping stopping) {
    String decides =
        stopping.deciding() == null
            ? "no rule ends the rounds (stop.rule = none)"
            : "stop.rule = %s decides".formatted(stopping.deciding().rule());
    StringBuilder out = new StringBuilder();
    out.append("After round %d; %s%n".formatted(stopping.round(), decides));
    for (Opinion opinion : stopping.opinions()) {
      out.append("  %-19s %s%n".formatted(opinion.rule() + ":", opinion.verdict().words()));
      out.append(Columns.wrapped("    ", opinion.sentence()));
    }
    return out.toString();
  }

  private static String number(Long value) {
    return value == null ? NOTHING : String.format(Locale.ROOT, "%,d", value);
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%5s %9s %9s %9s %12s %12s %7s %7s%n", (Object[]) cells);
  }

  /** Words, on as many lines as they take. */
  private static void text(StringBuilder out, String name, String value) {
    out.append(Columns.wrapped(lead(name), Printable.inLine(value)));
  }

  /** A path, whole, so that it can be copied. */
  private static void line(StringBuilder out, String name, String value) {
    out.append(lead(name)).append(Printable.inLine(value)).append(System.lineSeparator());
  }

  private static String lead(String name) {
    return String.format(Locale.ROOT, "%-10s ", name);
  }
}
