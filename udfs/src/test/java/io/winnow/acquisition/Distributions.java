package io.winnow.acquisition;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Distributions for tests: as probabilities [words, tags], and as the view that functions read. */
final class Distributions {

  private Distributions() {}

  static WordDistributions of(double[]... probabilities) {
    int tags = probabilities[0].length;
    float[] logs = new float[probabilities.length * tags];
    for (int at = 0; at < logs.length; at++) {
      logs[at] = (float) Math.log(probabilities[at / tags][at % tags]);
    }
    return new WordDistributions(logs, probabilities.length, tags);
  }

  static Committee committee(double[][]... passes) {
    return new Committee(Arrays.stream(passes).map(Distributions::of).toList());
  }

  static double[][] uniform(int words, int tags) {
    double[][] rows = new double[words][tags];
    for (double[] row : rows) {
      Arrays.fill(row, 1.0 / tags);
    }
    return rows;
  }

  /** Every word has its tag with probability 1. */
  static double[][] certain(int words, int tags, Random random) {
    double[][] rows = new double[words][tags];
    for (double[] row : rows) {
      row[random.nextInt(tags)] = 1;
    }
    return rows;
  }

  /** The same with the words and the tags in another order. */
  static double[][] reordered(double[][] rows, List<Integer> words, List<Integer> tags) {
    double[][] other = new double[rows.length][rows[0].length];
    for (int word = 0; word < rows.length; word++) {
      for (int tag = 0; tag < tags.size(); tag++) {
        other[word][tag] = rows[words.get(word)][tags.get(tag)];
      }
    }
    return other;
  }

  /**
   * From nearly flat rows to nearly certain ones, some with probabilities of exactly 0. The best of
   * a row is so by more than a float can lose: a vote between equals depends on their order.
   */
  private static double[][] random(int words, int tags, Random random) {
    double[][] rows = new double[words][tags];
    for (double[] row : rows) {
      double sharpness = Math.pow(10, random.nextInt(-2, 3));
      boolean zeros = random.nextBoolean();
      int kept = random.nextInt(tags);
      for (int tag = 0; tag < tags; tag++) {
        boolean zero = zeros && tag != kept && random.nextBoolean();
        row[tag] = zero ? 0 : Math.exp(sharpness * random.nextDouble());
      }
      row[best(row)] *= 1.0001;
      double sum = Arrays.stream(row).sum();
      Arrays.setAll(row, tag -> row[tag] / sum);
    }
    return rows;
  }

  private static int best(double[] row) {
    return IntStream.range(0, row.length)
        .reduce((best, tag) -> row[tag] > row[best] ? tag : best)
        .orElseThrow();
  }

  /** [words, tags]: 1 to 8 words, 1 to 40 tags. */
  static final class Sentences implements ArbitrarySupplier<double[][]> {
    @Override
    public Arbitrary<double[][]> get() {
      return Combinators.combine(words(), tags(), Arbitraries.randoms()).as(Distributions::random);
    }
  }

  /** [passes, words, tags]: 1 to 10 passes over the same sentence. */
  static final class Committees implements ArbitrarySupplier<double[][][]> {
    @Override
    public Arbitrary<double[][][]> get() {
      Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 10);
      return Combinators.combine(sizes, words(), tags(), Arbitraries.randoms())
          .as(
              (passes, words, tags, random) -> {
                double[][][] all = new double[passes][][];
                Arrays.setAll(all, pass -> random(words, tags, random));
                return all;
              });
    }
  }

  private static Arbitrary<Integer> words() {
    return Arbitraries.integers().between(1, 8);
  }

  private static Arbitrary<Integer> tags() {
    return Arbitraries.integers().between(1, 40);
  }
}
