package io.winnow.evaluation.quality;

import io.winnow.evaluation.SpanCounts;

/** Shares of a whole; NaN if the whole is 0. */
final class Shares {

  private Shares() {}

  static double of(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }

  static double f1(SpanCounts spans) {
    return of(2.0 * spans.correct(), spans.gold() + spans.predicted());
  }

  /** Spans that are on one side at least. */
  static long either(SpanCounts spans) {
    return spans.gold() + spans.predicted() - spans.correct();
  }
}
