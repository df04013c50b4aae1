package io.winnow.jobs.experiment;

import io.winnow.evaluation.curves.PairedBootstrap.Spread;
import io.winnow.evaluation.curves.StudentInterval;

/** How figures are written on a page, where a narrow screen breaks them at a space. */
final class PageText {

  private static final char KEPT = '\u00a0';

  private PageText() {}

  static String f1(double share) {
    return "%.3f".formatted(share);
  }

  /** Such as {@code 0.651 ± 0.021}; one value has no interval. */
  static String measured(StudentInterval interval) {
    return Double.isNaN(interval.half())
        ? f1(interval.mean())
        : "%s ±%c%s".formatted(f1(interval.mean()), KEPT, f1(interval.half()));
  }

  /** Such as {@code +0.020 (+0.012 to +0.027)}. */
  static String difference(Spread spread) {
    return together(
        "%+.3f (%+.3f to %+.3f)".formatted(spread.value(), spread.low(), spread.high()));
  }

  /** The same with what is in brackets on one line. */
  static String together(String text) {
    int bracket = Math.max(0, text.indexOf('('));
    return text.substring(0, bracket) + text.substring(bracket).replace(' ', KEPT);
  }
}
