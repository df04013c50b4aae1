package io.winnow.evaluation.curves;

import java.util.Arrays;
import java.util.List;

/**
 * A point of a curve with what it was measured on: numbers of entity spans in each held-out
 * sentence, the sentences in the same order at all points that are compared.
 *
 * @param words labelled so far
 */
public record MeasuredPoint(
    double words, List<Integer> gold, List<Integer> predicted, List<Integer> correct) {

  public MeasuredPoint {
    gold = List.copyOf(gold);
    predicted = List.copyOf(predicted);
    correct = List.copyOf(correct);
    if (gold.size() != predicted.size() || gold.size() != correct.size()) {
      throw new IllegalArgumentException(
          "Counts are of %d, %d and %d sentences, not of the same"
              .formatted(gold.size(), predicted.size(), correct.size()));
    }
  }

  public int sentences() {
    return gold.size();
  }

  /** Micro-averaged F1, in 0 to 1. */
  public double f1() {
    int[] once = new int[sentences()];
    Arrays.fill(once, 1);
    return Tally.of(this).f1(once);
  }

  /**
   * F1's numerator and denominator, sentence by sentence.
   *
   * @param twiceCorrect twice the right spans
   * @param all gold and predicted spans together
   */
  record Tally(double words, int[] twiceCorrect, int[] all) {

    static Tally of(MeasuredPoint point) {
      int[] twice = point.correct().stream().mapToInt(correct -> 2 * correct).toArray();
      int[] all = new int[point.sentences()];
      for (int i = 0; i < all.length; i++) {
        all[i] = point.gold().get(i) + point.predicted().get(i);
      }
      return new Tally(point.words(), twice, all);
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
}
