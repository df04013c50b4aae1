package io.winnow.evaluation.curves;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A point of a curve, and F1's numerator and denominator on each held-out sentence. */
public final class MeasuredPoint {

  private final double words;
  private final int[] twiceCorrect;
  private final int[] all;

  /**
   * @param words labelled so far
   * @param gold entity spans by sentence, the sentences in the same order at all points that are
   *     compared
   */
  public MeasuredPoint(
      double words, List<Integer> gold, List<Integer> predicted, List<Integer> correct) {
    if (gold.size() != predicted.size() || gold.size() != correct.size()) {
      throw new IllegalArgumentException(
          "Counts are of %d, %d and %d sentences, not of the same"
              .formatted(gold.size(), predicted.size(), correct.size()));
    }
    this.words = words;
    this.twiceCorrect = correct.stream().mapToInt(spans -> 2 * spans).toArray();
    this.all = IntStream.range(0, gold.size()).map(i -> gold.get(i) + predicted.get(i)).toArray();
  }

  double words() {
    return words;
  }

  int sentences() {
    return all.length;
  }

  /** Micro-averaged F1, in 0 to 1. */
  public double f1() {
    int[] once = new int[all.length];
    Arrays.fill(once, 1);
    return f1(once);
  }

  /**
   * @param times how often each sentence counts
   */
  double f1(int[] times) {
    long correct = 0;
    long both = 0;
    for (int i = 0; i < times.length; i++) {
      correct += (long) times[i] * twiceCorrect[i];
      both += (long) times[i] * all[i];
    }
    return both == 0 ? 0 : (double) correct / both;
  }
}
