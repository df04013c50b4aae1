package io.winnow.evaluation.quality;

import io.winnow.evaluation.SpanCounts;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far annotators mark the same spans, two by two: F1 of one's spans against the other's; the
 * mean over pairs, each weighted by the sentences that both answered. For spans it does the work of
 * kappa (Hripcsak and Rothschild 2005, JAMIA 12, 296-298). A pair of which neither marked anything
 * does not count. Memory: four numbers a pair that shares a sentence.
 */
final class PairwiseF1 {

  /** By pair, the lower place in the high half: shared sentences, spans of both, common spans. */
  private final Map<Long, long[]> pairs = new TreeMap<>();

  void add(SentenceAnswers answers) {
    for (int i = 0; i < answers.size(); i++) {
      for (int j = i + 1; j < answers.size(); j++) {
        long pair = (long) answers.annotators()[i] << Integer.SIZE | answers.annotators()[j];
        long[] counts = pairs.computeIfAbsent(pair, key -> new long[3]);
        counts[0]++;
        SpanCounts both = SpanCounts.of(answers.spans().get(i), answers.spans().get(j));
        counts[1] += both.gold() + both.predicted();
        counts[2] += both.correct();
      }
    }
  }

  /** In 0 to 1; NaN where no pair has an F1. */
  double mean() {
    double sum = 0;
    long weights = 0;
    for (long[] counts : pairs.values()) {
      if (counts[1] > 0) {
        sum += counts[0] * f1(counts);
        weights += counts[0];
      }
    }
    return weights > 0 ? sum / weights : Double.NaN;
  }

  /** By annotator: the mean over the pairs that one is in, as {@link #mean}. */
  double[] byAnnotator(int annotators) {
    double[] sums = new double[annotators];
    long[] weights = new long[annotators];
    pairs.forEach(
        (pair, counts) -> {
          if (counts[1] > 0) {
            for (int annotator : new int[] {(int) (pair >> Integer.SIZE), (int) (long) pair}) {
              sums[annotator] += counts[0] * f1(counts);
              weights[annotator] += counts[0];
            }
          }
        });
    Arrays.setAll(sums, a -> weights[a] > 0 ? sums[a] / weights[a] : Double.NaN);
    return sums;
  }

  private static double f1(long[] counts) {
    return 2.0 * counts[2] / counts[1];
  }
}
