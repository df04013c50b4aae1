package io.winnow.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MnlpTest {

  private final OnePassFunction mnlp = Formulas.MNLP;

  @Test
  void isTheMeanLogProbabilityOfEachWordsBestTag() {
    double score =
        mnlp.score(Distributions.of(new double[][] {{0.5, 0.25, 0.25}, {0.1, 0.1, 0.8}}));
    assertThat(score).isCloseTo((Math.log(0.5) + Math.log(0.8)) / 2, within(1e-7));
    assertThat(score).isCloseTo(-0.45814537, within(1e-7));
  }

  @Test
  void doesNotGrowWithLengthAlone() {
    double[] word = {0.7, 0.2, 0.1};
    double[][] many = new double[3000][];
    Arrays.fill(many, word);
    assertThat(mnlp.score(Distributions.of(many))).isCloseTo(Math.log(0.7), within(1e-6));
  }

  @Test
  void aCertainSentenceScoresZero() {
    assertThat(mnlp.score(Distributions.of(new double[][] {{0, 1, 0}, {1, 0, 0}}))).isEqualTo(0.0);
  }

  @Test
  void aUniformSentenceScoresLowest() {
    double score = mnlp.score(Distributions.of(new double[][] {{0.25, 0.25, 0.25, 0.25}}));
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
}
