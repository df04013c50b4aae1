package io.winnow.evaluation.quality;

import java.util.Arrays;

/**
 * Krippendorff's alpha for values without an order, any number of observers, answers missing: 1 -
 * observed / expected disagreement, by the coincidence matrix of Krippendorff 2011, "Computing
 * Krippendorff's Alpha-Reliability", sections C and D. 0 is what chance gives.
 */
final class NominalAlpha {

  private final long[] counts;
  private long pairable;
  private double disagreement;

  /**
   * @param values how many different values there are
   */
  NominalAlpha(int values) {
    this.counts = new long[values];
  }

  /**
   * Adds a unit; one with fewer than two answers says nothing of agreement and is left out.
   *
   * @param votes by value: how many observers gave it
   */
  void add(int[] votes) {
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
  double value() {
    double expected = unlikePairs() / (pairable - 1);
    return expected > 0 ? 1 - disagreement / expected : Double.NaN;
  }

  /**
   * The same where chance moves whole spans: the coefficient called u-alpha of Krippendorff,
   * Mathet, Bouvry and Widlöcher 2016, "On the reliability of unitizing textual continua: Further
   * developments", Quality &amp; Quantity 50, equations 1, 4 and 5. Units are words, values types.
   * Where two annotators' spans meet, the words they share agree or not; a span that is cut
   * differently agrees in part. Each sentence is a continuum, so that annotators need not have
   * answered the same ones. The words between spans, which nobody delimits, move one by one; if all
   * spans are one word long, this is {@link #value()}.
   *
   * @param withItself pairs of answers that chance keeps together: the sum of squares of all spans'
   *     lengths, and of the words outside of spans
   */
  double value(double withItself) {
    double unlike = unlikePairs();
    if (!(unlike > 0)) {
      return Double.NaN;
    }
    double expected = pairable * unlike / ((double) pairable * pairable - withItself);
    return 1 - disagreement / expected;
  }

  /** Ordered pairs of answers with different values, if each could meet each: n^2 - sum n_c^2. */
  private double unlikePairs() {
    double pairs = (double) pairable * pairable;
    for (long count : counts) {
      pairs -= (double) count * count;
    }
    return pairs;
  }
}
