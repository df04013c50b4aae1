package io.winnow.jobs.status;

import io.winnow.display.Columns;
import io.winnow.display.Printable;
import java.util.Locale;
import java.util.Map;

/** A {@link Status} for a person, within 80 columns but for paths. */
public final class StatusText {

  private static final String NOTHING = "-";

  private StatusText() {}

  public static String of(Status status) {
    StringBuilder out = new StringBuilder();
    line(out, "Workspace", status.workspace());
    if (!status.corpus().isEmpty()) {
      text(out, "Corpus", corpus(status.corpus()));
      text(out, "Types", String.join(", ", status.types()));
    }
    if (status.encoder() != null) {
      line(out, "Encoder", status.encoder());
    }
    if (!status.labels().isEmpty()) {
      text(
          out,
          "Labels",
          "%,d sentences, %,d words; %,d answers accepted, %,d rejected"
              .formatted(
                  status.labels().get("labels"),
                  status.labels().get("words"),
                  status.labels().get("annotations"),
                  status.labels().get("rejected")));
    }
    if (!status.rounds().isEmpty()) {
      out.append('\n').append(rounds(status)).append('\n');
    }
    if (status.stop().round() >= 0) {
      out.append(StopText.of(status.stop())).append('\n');
    }
    if (status.heldBy() != null) {
      text(out, "Running", status.heldBy());
    }
    text(out, "Next", "round %d: %s".formatted(status.dueRound(), status.advice()));
    if (status.due().equals("WAIT")) {
      Status.RoundStatus waiting = status.rounds().get(status.dueRound());
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
    for (Status.RoundStatus round : status.rounds()) {
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

  private static String corpus(Map<String, Long> counts) {
    return "%,d sentences, %,d words; %,d held out"
        .formatted(counts.get("sentences"), counts.get("words"), counts.get("holdout_sentences"));
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
