package io.winnow.jobs.corpus;

import io.winnow.jobs.corpus.CorpusSummary.Duplicates;
import io.winnow.jobs.corpus.CorpusSummary.Near;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sentences of a {@link CorpusSummary} that text and page share. */
final class SummaryWords {

  private SummaryWords() {}

  /** What there is to say of copies and near-duplicates. */
  static List<String> duplicates(Duplicates duplicates) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Copies of a text: %,d were made one sentence with it when the corpus was read%s."
            .formatted(
                duplicates.folded(),
                duplicates.holdout().sampled() == 0
                    ? ""
                    : "; %,d sentences were left out because the hold-out set has them"
                        .formatted(duplicates.leaked())));
    if (duplicates.conflicts() > 0) {
      lines.add(
          "%,d texts had copies with different labels: see the table conflicts."
              .formatted(duplicates.conflicts()));
    }
    lines.add(
        "%s of the sentences have another one in the corpus that is nearly the same%s."
            .formatted(share(duplicates.corpus()), of(duplicates.corpus())));
    if (duplicates.holdout().sampled() > 0) {
      lines.add(
          "%s of the held-out sentences have one%s."
              .formatted(share(duplicates.holdout()), of(duplicates.holdout())));
    }
    lines.add(
        "Nearly the same: %.0f %% of the pairs of neighbouring words, as in dedupe; digits and letter case do not count."
            .formatted(100 * duplicates.similarity()));
    return lines;
  }

  private static String share(Near near) {
    return (near.isLowerBound() ? "At least " : "") + percent(near.found(), near.sampled());
  }

  /** What was compared. */
  private static String of(Near near) {
    return near.low() == near.high()
        ? " (all %,d compared)".formatted(near.sampled())
        : " (a sample of %,d; with 95 %% confidence %.1f to %.1f %%)"
            .formatted(near.sampled(), 100 * near.low(), 100 * near.high());
  }

  /** Empty before there are labels. */
  static Optional<String> vocabulary(CorpusSummary summary) {
    return Optional.ofNullable(summary.vocabulary())
        .map(
            it ->
                "%s of the corpus' words are among the %,d different words of its labelled sentences."
                    .formatted(percent(it.words(), summary.corpus().words()), it.labelledForms()));
  }

  /** Whose entities these are. */
  static String origin(String from) {
    return switch (from) {
      case "labels" -> "in the label store";
      case "given" -> "that the corpus came with";
      default -> "in the hold-out set";
    };
  }

  static String percent(long some, long all) {
    return all == 0 ? "-" : "%.1f %%".formatted(100.0 * some / all);
  }
}
