package io.winnow.evaluation.quality;

import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.WilsonInterval;

/** Shares of a whole; NaN if the whole is 0. */
final class Shares {

  private Shares() {}

  static double of(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }

  static double f1(SpanCounts spans) {
    return of(2.0 * spans.correct(), spans.gold() + spans.predicted());
  }

  /** F1 is no share, but 2s / (1 + s) with s the share of spans on either side that are on both. */
  static WilsonInterval f1Interval(SpanCounts spans) {
    WilsonInterval share = WilsonInterval.of(spans.correct(), either(spans));
    return new WilsonInterval(
        2 * share.low() / (1 + share.low()), 2 * share.high() / (1 + share.high()));
  }

  /** Spans that are on one side at least. */
  static long either(SpanCounts spans) {
    return spans.gold() + spans.predicted() - spans.correct();
  }
}
