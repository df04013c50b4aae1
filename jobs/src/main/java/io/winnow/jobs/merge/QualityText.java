package io.winnow.jobs.merge;

import io.winnow.display.Columns;
import io.winnow.display.Printable;
import io.winnow.evaluation.quality.AnnotatorReport;
import io.winnow.evaluation.quality.BatchReport;
import io.winnow.evaluation.quality.QualityReport;
import io.winnow.evaluation.quality.Suspicion;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A {@link QualityReport} for a person, within 80 columns. */
final class QualityText {

  private static final int NAME_WIDTH = 16;
  private static final String NOTHING = "-";

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

  private static String batches(QualityReport report) {
    BatchReport all = report.all();
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "Agreement: alpha %s (words), %s (spans); pairwise span F1 %s%n",
            share(all.agreement().wordAlpha()),
            share(all.agreement().spanAlpha()),
            share(all.agreement().pairwiseF1())));
    out.append(
        String.format(
            Locale.ROOT,
            "  %,d sentences, %,d answers; unanimous %s, disputed %s%n",
            all.sentences(),
            all.answers(),
            percent(all.unanimous()),
            percent(all.disputed())));
    report.batches().stream()
        .filter(batch -> !Double.isNaN(batch.agreement().spanAlpha()))
        .min(Comparator.comparingDouble((BatchReport batch) -> batch.agreement().spanAlpha()))
        .filter(least -> report.batches().size() > 1)
        .ifPresent(
            least ->
                out.append(
                    String.format(
                        Locale.ROOT,
                        "  least agreed on: batch %s, alpha %s (spans)%n",
                        least.batch(),
                        share(least.agreement().spanAlpha()))));
    return out.toString();
  }

  private static String annotators(List<AnnotatorReport> annotators, int most) {
    if (annotators.isEmpty()) {
      return "";
    }
    List<AnnotatorReport> sorted = annotators.stream().sorted(WORST_FIRST).toList();
    StringBuilder out = new StringBuilder();
    out.append(
        String.format("Annotators, worst first; F1 against labels, others, known answers:%n"));
    out.append(
        row(
            name("annotator"),
            "answers",
            "spans",
            "labels",
            "others",
            "known",
            "same",
            "s/word",
            "drift"));
    int left = 0;
    for (int i = 0; i < sorted.size(); i++) {
      AnnotatorReport report = sorted.get(i);
      if (i < most || !report.suspicions().isEmpty()) {
        out.append(row(report)).append(suspicions(report));
      } else {
        left++;
      }
    }
    if (left > 0) {
      out.append(
          String.format(Locale.ROOT, "  and %,d more, none of them under suspicion%n", left));
    }
    return out.toString();
  }

  private static String row(AnnotatorReport report) {
    return row(
        name(report.annotator()),
        String.format(Locale.ROOT, "%,d", report.work().sentences()),
        String.format(Locale.ROOT, "%,d", report.work().spans()),
        share(report.settledF1()),
        share(report.peerF1()),
        share(report.known().f1()),
        percent(report.repeats().sameShare()),
        Double.isNaN(report.pace().secondsPerWord())
            ? NOTHING
            : String.format(Locale.ROOT, "%.2f", report.pace().secondsPerWord()),
        Double.isNaN(report.drift().z())
            ? NOTHING
            : String.format(
                Locale.ROOT, "%+.2f", report.drift().lastF1() - report.drift().firstF1()));
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

  /** Names come from the vendor: they must not exceed their column. */
  private static String name(String given) {
    return Columns.padded(Columns.shortened(Printable.inLine(given), NAME_WIDTH), NAME_WIDTH);
  }

  private static String share(double value) {
    return Double.isNaN(value) ? NOTHING : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String percent(double value) {
    return Double.isNaN(value) ? NOTHING : String.format(Locale.ROOT, "%.0f %%", 100 * value);
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "  %s %9s %8s %6s %6s %6s %6s %6s %6s%n", (Object[]) cells);
  }
}
