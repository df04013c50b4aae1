package io.winnow.evaluation.quality;

/** What the two alphas count alike. */
final class Disagreement {

  private Disagreement() {}

  /** Ordered pairs of answers with different values, if each could meet each: n^2 - sum n_c^2. */
  static double unlikePairs(long[] counts, long all) {
    double pairs = (double) all * all;
    for (long count : counts) {
      pairs -= (double) count * count;
    }
    return pairs;
  }
}
