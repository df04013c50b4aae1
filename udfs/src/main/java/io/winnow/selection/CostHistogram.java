package io.winnow.selection;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the sentences of the pool cost, by score: enough to tell, without sorting, below which score
 * a given part of the budget lies. Scores are binned to a sixteenth of an octave, so a few
 * kilobytes suffice for any number of sentences.
 */
public final class CostHistogram {

  /** Sign, eleven bits of exponent, four of the fraction. */
  private static final int SHIFT = Long.SIZE - 16;

  private final TreeMap<Long, Long> costs = new TreeMap<>();
  private long total;

  /** Takes sentences that have no score into account. */
  public void add(long cost) {
    total += cost;
  }

  /**
   * @param score not NaN
   */
  public void add(double score, long cost) {
    add(cost);
    costs.merge(rank(score + 0.0) >>> SHIFT, cost, Long::sum);
  }

  /** What all sentences cost, those without a score too. */
  public long total() {
    return total;
  }

  /**
   * A score such that the sentences with that or a lower one cost more than {@code cost}, and not
   * many times as much unless very many scores are alike; infinity if they all cost no more.
   */
  public double scoreAbove(long cost) {
    long sum = 0;
    for (Map.Entry<Long, Long> bucket : costs.entrySet()) {
      sum += bucket.getValue();
      if (sum > cost) {
        long next = bucket.getKey() + 1;
        // The last bucket has none after it.
        return next == 1 << 16 ? Double.POSITIVE_INFINITY : ofRank((next << SHIFT) - 1);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /**
   * A double as a whole number, unsigned, in the same order, so that it can be counted by its first
   * bits: IEEE 754 but for the sign's turn.
   */
  public static long rank(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits < 0 ? ~bits : bits | Long.MIN_VALUE;
  }

  /** The double of that rank. */
  public static double ofRank(long rank) {
    return Double.longBitsToDouble(rank < 0 ? rank & Long.MAX_VALUE : ~rank);
  }
}
