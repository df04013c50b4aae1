package io.winnow.jobs.merge;

import io.winnow.display.Columns;
import io.winnow.display.Printable;
import io.winnow.evaluation.quality.AnnotatorReport;
import io.winnow.evaluation.quality.BatchReport;
import io.winnow.evaluation.quality.ControlAnswers;
import io.winnow.evaluation.quality.QualityReport;
import io.winnow.evaluation.quality.Suspicion;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A {@link QualityReport} for a person, within 80 columns. */
final class QualityText {

  private static final int NAME_WIDTH = 13;
  private static final String NOTHING = "-";

  /** Below, all may be as suggested by chance. */
  private static final int LEAST_ANSWERS = 20;

  private static final double MOST_AS_SUGGESTED = 0.9;

  /** Likely spammers first, then who agrees least with the others; unknown agreement last. */
  private static final Comparator<AnnotatorReport> WORST_FIRST =
      Comparator.comparing(AnnotatorReport::likelySpammer)
          .reversed()
          .thenComparingDouble(AnnotatorReport::peerF1)
          .thenComparing(AnnotatorReport::annotator);

  private QualityText() {}

  /**
   * @param most how many annotators to show; beyond that, only those under suspicion
   */
  public static String of(QualityReport report, int most) {
    return batches(report) + annotators(report.annotators(), most);
  }

  /** Whether nearly all answers are what was suggested; empty if not. */
  static Optional<String> warning(ControlAnswers suggested) {
    return suggested.sentences() >= LEAST_ANSWERS && suggested.sameShare() > MOST_AS_SUGGESTED
        ? Optional.of(
            line(
                "Warning: %,d of %,d answers to sentences with suggestions are exactly what was"
                    + " suggested",
                suggested.same(), suggested.sentences()))
        : Optional.empty();
  }

  private static String batches(QualityReport report) {
    BatchReport all = report.all();
    String least =
        report.batches().stream()
            .filter(batch -> !Double.isNaN(batch.agreement().spanAlpha()))
            .min(Comparator.comparingDouble(batch -> batch.agreement().spanAlpha()))
            .filter(batch -> report.batches().size() > 1)
            .map(
                batch ->
                    line(
                        "  lowest agreement: batch %s, alpha %s (spans)%n",
                        batch.batch(), share(batch.agreement().spanAlpha())))
            .orElse("");
    return line(
            "Agreement: alpha %s (words), %s (spans); pairwise span F1 %s%n",
            share(all.agreement().wordAlpha()),
            share(all.agreement().spanAlpha()),
            share(all.agreement().pairwiseF1()))
        + line(
            "  %,d sentences, %,d annotations; unanimous %s, disputed %s%n",
            all.sentences(), all.answers(), percent(all.unanimous()), percent(all.disputed()))
        + least;
  }

  private static String annotators(List<AnnotatorReport> annotators, int most) {
    if (annotators.isEmpty()) {
      return "";
    }
    List<AnnotatorReport> sorted = annotators.stream().sorted(WORST_FIRST).toList();
    List<AnnotatorReport> shown =
        IntStream.range(0, sorted.size())
            .filter(i -> i < most || !sorted.get(i).suspicions().isEmpty())
            .mapToObj(sorted::get)
            .toList();
    int left = sorted.size() - shown.size();
    return line("Annotators, worst first; F1 against labels, others, known answers:%n")
        + row(
            "annotator",
            "answers",
            "spans",
            "labels",
            "others",
            "known",
            "same",
            "sugg.",
            "s/word",
            "drift")
        + shown.stream().map(it -> row(it) + suspicions(it)).collect(Collectors.joining())
        + (left == 0 ? "" : line("  and %,d more, none of them with a warning%n", left));
  }

  private static String row(AnnotatorReport report) {
    return row(
        report.annotator(),
        line("%,d", report.work().sentences()),
        line("%,d", report.work().spans()),
        share(report.settledF1()),
        share(report.peerF1()),
        share(report.known().f1()),
        percent(report.repeats().sameShare()),
        percent(report.suggested().sameShare()),
        known("%.2f", report.pace().secondsPerWord()),
        Double.isNaN(report.drift().z())
            ? NOTHING
            : line("%+.2f", report.drift().lastF1() - report.drift().firstF1()));
  }

  /** Names come from the vendor: they must not exceed their column. */
  private static String row(String name, String... cells) {
    String shortened = Columns.shortened(Printable.inLine(name), NAME_WIDTH);
    return line("  %s", Columns.padded(shortened, NAME_WIDTH))
        + line(" %7s %7s %6s %6s %6s %6s %6s %6s %6s%n", (Object[]) cells);
  }

  /** Below the annotator's own line. */
  private static String suspicions(AnnotatorReport report) {
    if (report.suspicions().isEmpty()) {
      return "";
    }
    String words =
        (report.likelySpammer() ? "likely a spammer: " : "")
            + report.suspicions().stream().map(Suspicion::words).collect(Collectors.joining(", "));
    return Columns.wrapped("    ", words);
  }

  private static String share(double value) {
    return known("%.3f", value);
  }

  private static String percent(double value) {
    return known("%.0f %%", 100 * value);
  }

  private static String known(String format, double value) {
    return Double.isNaN(value) ? NOTHING : line(format, value);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
