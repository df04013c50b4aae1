package io.winnow.acquisition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The definitions once more, as plainly as can be: in probabilities, with sorting and other
 * formulas than the product's where there are any.
 */
final class SlowReference {

  private SlowReference() {}

  /** The score of a sentence [words, tags] by each function of one pass. */
  static final Map<String, ToDoubleFunction<double[][]>> ONE_PASS =
      Map.of(
          "mnlp", rows -> Math.log(pathProbability(rows)) / rows.length,
          "entity-mnlp", SlowReference::entityMnlp,
          "least-confidence", rows -> Math.log(pathProbability(rows)),
          "mean-entropy",
              rows -> -Arrays.stream(rows).mapToDouble(it -> entropy(it)).average().orElseThrow(),
          "max-entropy",
              rows -> -Arrays.stream(rows).mapToDouble(it -> entropy(it)).max().orElseThrow(),
          "margin",
              rows ->
                  Arrays.stream(rows)
                      .mapToDouble(it -> best(it, 0) - best(it, 1))
                      .average()
                      .orElseThrow(),
          "lowest-probability",
              rows ->
                  Math.log(Arrays.stream(rows).mapToDouble(it -> best(it, 0)).min().orElseThrow()));

  /** The score of a sentence [passes, words, tags] by each function of several passes. */
  static final Map<String, ToDoubleFunction<double[][][]>> SEVERAL_PASSES =
      Map.of("bald", SlowReference::bald, "vote-entropy", SlowReference::voteEntropy);

  private static double pathProbability(double[][] rows) {
    return Arrays.stream(rows).mapToDouble(row -> best(row, 0)).reduce(1, (a, b) -> a * b);
  }

  private static double entityMnlp(double[][] rows) {
    double[][] maybe =
        Arrays.stream(rows)
            .filter(row -> (float) Math.log(row[0]) < (float) Math.log(0.9))
            .toArray(double[][]::new);
    double[][] counted = maybe.length == 0 ? rows : maybe;
    return Math.log(pathProbability(counted)) / counted.length;
  }

  private static double best(double[] row, int place) {
    double[] sorted = row.clone();
    Arrays.sort(sorted);
    return place < row.length ? sorted[row.length - 1 - place] : 0;
  }

  private static double entropy(double[] row) {
    return Arrays.stream(row).filter(p -> p > 0).map(p -> p * Math.log(1 / p)).sum();
  }

  /** The mean Kullback-Leibler divergence of the passes from their mean: the same information. */
  private static double bald(double[][][] passes) {
    double sum = 0;
    for (int word = 0; word < passes[0].length; word++) {
      for (int tag = 0; tag < passes[0][0].length; tag++) {
        double mean = 0;
        for (double[][] pass : passes) {
          mean += pass[word][tag] / passes.length;
        }
        for (double[][] pass : passes) {
          double p = pass[word][tag];
          sum += p > 0 ? p * Math.log(p / mean) : 0;
        }
      }
    }
    return -sum / passes.length / passes[0].length;
  }

  private static double voteEntropy(double[][][] passes) {
    double sum = 0;
    for (int word = 0; word < passes[0].length; word++) {
      Map<Integer, Integer> votes = new TreeMap<>();
      for (double[][] pass : passes) {
        List<Double> row = new ArrayList<>();
        Arrays.stream(pass[word]).forEach(row::add);
        votes.merge(row.indexOf(best(pass[word], 0)), 1, Integer::sum);
      }
      sum +=
          entropy(votes.values().stream().mapToDouble(v -> v / (double) passes.length).toArray());
    }
    return -sum / passes[0].length;
  }
}
