package io.winnow.evaluation.quality;

import java.util.Arrays;

/**
 * Krippendorff's alpha for values without an order, any number of observers, answers missing: 1 -
 * observed / expected disagreement, by the coincidence matrix of Krippendorff 2011, "Computing
 * Krippendorff's Alpha-Reliability", sections C and D. 1 is perfect, 0 what chance gives, below 0
 * worse than chance.
 */
final class NominalAlpha {

  private final long[] counts;
  private long pairable;
  private double disagreement;

  /**
   * @param values how many different values there are
   */
  public NominalAlpha(int values) {
    this.counts = new long[values];
  }

  /**
   * Adds a unit; one with fewer than two answers says nothing of agreement and is left out.
   *
   * @param votes by value: how many observers gave it
   */
  public void add(int[] votes) {
    long answers = Arrays.stream(votes).sum();
    if (answers < 2) {
      return;
    }
    long unlike = 0;
    for (int value = 0; value < votes.length; value++) {
      counts[value] += votes[value];
      unlike += votes[value] * (answers - votes[value]);
    }
    pairable += answers;
    disagreement += (double) unlike / (answers - 1);
  }

  /**
   * At most 1; NaN where all answers are the same value, or there are none to pair: without
   * variation, agreement can't be distinguished from habit.
   */
  public double value() {
    double expected = unlikePairs(counts, pairable) / (pairable - 1);
    return expected > 0 ? 1 - disagreement / expected : Double.NaN;
  }

  /** Ordered pairs of answers with different values, if each could meet each: n^2 - sum n_c^2. */
  static double unlikePairs(long[] counts, long all) {
    double pairs = (double) all * all;
    for (long count : counts) {
      pairs -= (double) count * count;
    }
    return pairs;
  }
}
