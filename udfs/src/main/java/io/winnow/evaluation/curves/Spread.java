package io.winnow.evaluation.curves;

import java.util.Arrays;

/**
 * A figure and where it lies when what it was measured on is drawn anew.
 *
 * @param value as measured; infinite or NaN where a curve ended too early to tell
 * @param low the 2.5th percentile of the draws that tell
 * @param high the 97.5th percentile
 * @param told share of the draws that tell, in 0 to 1
 */
public record Spread(double value, double low, double high, double told) {

  private static final double TAIL = 0.025;

  /**
   * @param draws NaN for those that tell nothing
   */
  static Spread of(double value, double[] draws) {
    double[] known = Arrays.stream(draws).filter(draw -> !Double.isNaN(draw)).sorted().toArray();
    double told = (double) known.length / draws.length;
    return known.length == 0
        ? new Spread(value, Double.NaN, Double.NaN, 0)
        : new Spread(value, percentile(known, TAIL), percentile(known, 1 - TAIL), told);
  }

  /** By the nearest rank, so that it may be infinite. */
  private static double percentile(double[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
  }
}
