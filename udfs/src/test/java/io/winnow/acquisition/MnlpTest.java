package io.winnow.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MnlpTest {

  private final Mnlp mnlp = new Mnlp();

  @Test
  void isTheMeanLogProbabilityOfEachWordsBestTag() {
    double score = mnlp.score(distributions(new double[][] {{0.5, 0.25, 0.25}, {0.1, 0.1, 0.8}}));
    assertThat(score).isCloseTo((Math.log(0.5) + Math.log(0.8)) / 2, within(1e-7));
    assertThat(score).isCloseTo(-0.45814537, within(1e-7));
  }

  @Test
  void doesNotGrowWithLengthAlone() {
    double[] word = {0.7, 0.2, 0.1};
    double[][] many = new double[3000][];
    Arrays.fill(many, word);
    assertThat(mnlp.score(distributions(many))).isCloseTo(Math.log(0.7), within(1e-6));
  }

  @Test
  void aCertainSentenceScoresZero() {
    assertThat(mnlp.score(distributions(new double[][] {{0, 1, 0}, {1, 0, 0}}))).isEqualTo(0.0);
  }

  @Test
  void aUniformSentenceScoresLowest() {
    double score = mnlp.score(distributions(new double[][] {{0.25, 0.25, 0.25, 0.25}}));
    assertThat(score).isCloseTo(-Math.log(4), within(1e-6));
  }

  @Test
  void readsOnlyItsOwnPartOfASharedArray() {
    float[] shared = {-9, -9, (float) Math.log(0.9), (float) Math.log(0.1), -9, -9};
    assertThat(mnlp.score(new WordDistributions(shared, 2, 1, 2)))
        .isCloseTo(Math.log(0.9), within(1e-6));
  }

  @Test
  void aSentenceWithoutWordsIsRefused() {
    assertThatThrownBy(() -> new WordDistributions(new float[0], 0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 words and 3 tags");
  }

  @Test
  void anArrayThatEndsTooEarlyIsRefusedWithBothNumbers() {
    assertThatThrownBy(() -> new WordDistributions(new float[5], 2, 3))
        .hasMessage("2 words of 3 tags from place 0 on do not fit into 5 log-probabilities");
  }

  @Test
  void aModelThatGivesNaNIsNamedAsBroken() {
    float[] broken = {-1, -1, Float.NaN, Float.NaN};
    assertThatThrownBy(() -> mnlp.score(new WordDistributions(broken, 2, 2)))
        .hasMessageContaining("Word 1 of 2")
        .hasMessageContaining("NaN");
  }

  @Test
  void aNaNBesideFiniteValuesIsFoundToo() {
    float[] broken = {-1, Float.NaN, -1};
    assertThatThrownBy(() -> mnlp.score(new WordDistributions(broken, 1, 3)))
        .hasMessageContaining("Word 0 of 1")
        .hasMessageContaining("NaN");
  }

  @Test
  void isFoundByItsName() {
    assertThat(AcquisitionFunctions.named("mnlp")).isInstanceOf(Mnlp.class);
    assertThat(AcquisitionFunctions.names()).contains("mnlp").doesNotHaveDuplicates();
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> AcquisitionFunctions.named("mlnp"))
        .hasMessage("'mlnp' is no acquisition function; there are [mnlp]");
  }

  @Property(tries = 150)
  void isNeverAboveZeroAndNeverBelowUniform(@ForAll("sentences") double[][] sentence) {
    double score = mnlp.score(distributions(sentence));
    assertThat(score).isLessThanOrEqualTo(0).isGreaterThan(-Math.log(sentence[0].length) - 1e-5);
  }

  @Property(tries = 150)
  void dependsNeitherOnTheOrderOfWordsNorOfTags(
      @ForAll("sentences") double[][] sentence, @ForAll long seed) {
    Random random = new Random(seed);
    int[] tags = permutation(sentence[0].length, random);
    int[] words = permutation(sentence.length, random);
    double[][] other = new double[sentence.length][tags.length];
    for (int word = 0; word < words.length; word++) {
      for (int tag = 0; tag < tags.length; tag++) {
        other[word][tag] = sentence[words[word]][tags[tag]];
      }
    }
    assertThat(mnlp.score(distributions(other)))
        .isCloseTo(mnlp.score(distributions(sentence)), within(1e-9));
  }

  @Provide
  Arbitrary<double[][]> sentences() {
    Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 9);
    return Combinators.combine(sizes, sizes, Arbitraries.longs())
        .as(
            (words, tags, seed) -> {
              Random random = new Random(seed);
              double[][] rows = new double[words][tags];
              for (double[] row : rows) {
                Arrays.setAll(row, tag -> 0.001 + random.nextDouble());
                double sum = Arrays.stream(row).sum();
                Arrays.setAll(row, tag -> row[tag] / sum);
              }
              return rows;
            });
  }

  private static WordDistributions distributions(double[][] probabilities) {
    int tags = probabilities[0].length;
    float[] logs = new float[probabilities.length * tags];
    for (int at = 0; at < logs.length; at++) {
      logs[at] = (float) Math.log(probabilities[at / tags][at % tags]);
    }
    return new WordDistributions(logs, probabilities.length, tags);
  }

  private static int[] permutation(int size, Random random) {
    int[] order = new int[size];
    for (int at = 0; at < size; at++) {
      int other = random.nextInt(at + 1);
      order[at] = order[other];
      order[other] = at;
    }
    return order;
  }
}
