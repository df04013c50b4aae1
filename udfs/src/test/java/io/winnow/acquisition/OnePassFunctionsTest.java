package io.winnow.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Cases worked out by hand. All words have three tags. */
class OnePassFunctionsTest {

  private static final Offset<Double> ROUNDING = within(1e-6);

  /** Two words: (1/2, 1/4, 1/4) and (1/10, 1/10, 8/10). */
  private static final WordDistributions TWO_WORDS =
      Distributions.of(new double[] {0.5, 0.25, 0.25}, new double[] {0.1, 0.1, 0.8});

  /** A word sure of its tag, the others at exactly 0, and one torn between two. */
  private static final WordDistributions WITH_ZEROS =
      Distributions.of(new double[] {0, 1, 0}, new double[] {0.5, 0.5, 0});

  @Test
  void leastConfidenceIsTheLogProbabilityOfTheBestPath() {
    // P = 1/2 * 8/10 = 4/10; ln 0.4 = -0.9162907
    assertThat(Formulas.LEAST_CONFIDENCE.score(TWO_WORDS)).isCloseTo(-0.9162907, ROUNDING);
    // P = 1 * 1/2; ln 0.5 = -0.6931472
    assertThat(Formulas.LEAST_CONFIDENCE.score(WITH_ZEROS)).isCloseTo(-0.6931472, ROUNDING);
  }

  @Test
  void leastConfidenceFallsWithEveryDoubtfulWord() {
    double[] word = {0.7, 0.2, 0.1};
    assertThat(Formulas.LEAST_CONFIDENCE.score(Distributions.of(word, word)))
        .isLessThan(Formulas.LEAST_CONFIDENCE.score(Distributions.of(word)));
  }

  @Test
  void entityMnlpLooksOnlyAtWordsThatMayBeEntities() {
    // p(O) = 0.95 is left out; ln 0.5 and ln 0.8 remain: (-0.6931472 - 0.2231436) / 2
    double[] outside = {0.95, 0.03, 0.02};
    assertThat(
            Formulas.ENTITY_MNLP.score(
                Distributions.of(
                    new double[] {0.5, 0.25, 0.25},
                    outside,
                    outside,
                    new double[] {0.1, 0.1, 0.8})))
        .isCloseTo(-0.4581454, ROUNDING);
    // A word that is surely an entity is one, too: (ln 1 + ln 0.5) / 2
    assertThat(Formulas.ENTITY_MNLP.score(WITH_ZEROS)).isCloseTo(-0.3465736, ROUNDING);
  }

  @Test
  void entityMnlpIsMnlpWhereNoWordMayBeAnEntity() {
    WordDistributions plain =
        Distributions.of(new double[] {0.95, 0.03, 0.02}, new double[] {0.92, 0.05, 0.03});
    assertThat(Formulas.ENTITY_MNLP.score(plain)).isEqualTo(Formulas.MNLP.score(plain));
  }

  @Test
  void meanEntropyIsTheNegatedMeanOfTheWordsEntropies() {
    // H1 = 1/2 ln 2 + 2 * 1/4 ln 4 = 3/2 ln 2 = 1.0397208
    // H2 = 2 * 0.1 ln 10 + 0.8 ln 1.25 = 0.4605170 + 0.1785148 = 0.6390319
    // mean = 1.6787527 / 2 = 0.8393763
    assertThat(Formulas.MEAN_ENTROPY.score(TWO_WORDS)).isCloseTo(-0.8393763, ROUNDING);
    // H1 = 1 ln 1 + 2 * (0 ln 0 = 0) = 0; H2 = ln 2; mean = 0.3465736
    assertThat(Formulas.MEAN_ENTROPY.score(WITH_ZEROS)).isCloseTo(-0.3465736, ROUNDING);
  }

  @Test
  void maxEntropyIsTheNegatedEntropyOfTheMostDoubtfulWord() {
    // H1 = 1.0397208 beats H2 = 0.6390319, as above
    assertThat(Formulas.MAX_ENTROPY.score(TWO_WORDS)).isCloseTo(-1.0397208, ROUNDING);
    // H2 = ln 2 beats H1 = 0
    assertThat(Formulas.MAX_ENTROPY.score(WITH_ZEROS)).isCloseTo(-0.6931472, ROUNDING);
  }

  @Test
  void marginIsTheMeanLeadOfTheBestTagOverTheSecond() {
    // (1/2 - 1/4 + 8/10 - 1/10) / 2 = (0.25 + 0.7) / 2 = 0.475
    assertThat(Formulas.MARGIN.score(TWO_WORDS)).isCloseTo(0.475, ROUNDING);
    // (1 - 0 + 1/2 - 1/2) / 2
    assertThat(Formulas.MARGIN.score(WITH_ZEROS)).isCloseTo(0.5, ROUNDING);
  }

  @Test
  void marginOfASingleTagIsOne() {
    assertThat(Formulas.MARGIN.score(Distributions.of(new double[] {1}))).isEqualTo(1.0);
  }

  @Test
  void lowestProbabilityIsThatOfTheLeastCertainWordsBestTag() {
    // best tags 1/2 and 8/10; the lower is 1/2; ln 0.5 = -0.6931472
    assertThat(Formulas.LOWEST_PROBABILITY.score(TWO_WORDS)).isCloseTo(-0.6931472, ROUNDING);
    assertThat(Formulas.LOWEST_PROBABILITY.score(WITH_ZEROS)).isCloseTo(-0.6931472, ROUNDING);
  }

  @Test
  void oneHardWordAmongManyEasyOnesShowsInTheExtremesAndHardlyInTheMeans() {
    double[][] easy = Distributions.uniform(50, 3);
    for (double[] word : easy) {
      word[0] = 0.98;
      word[1] = word[2] = 0.01;
    }
    double[][] oneHard = easy.clone();
    oneHard[20] = new double[] {0.4, 0.3, 0.3};
    // The mean moves by a fiftieth of what the extreme moves by.
    double mean =
        Formulas.MEAN_ENTROPY.score(Distributions.of(easy))
            - Formulas.MEAN_ENTROPY.score(Distributions.of(oneHard));
    double extreme =
        Formulas.MAX_ENTROPY.score(Distributions.of(easy))
            - Formulas.MAX_ENTROPY.score(Distributions.of(oneHard));
    assertThat(extreme).isCloseTo(50 * mean, ROUNDING).isPositive();
  }

  @Test
  void aProbabilityARoundingErrorAboveOneStaysInRange() {
    WordDistributions above = new WordDistributions(new float[] {1e-7f, -100}, 1, 2);
    for (String name : AcquisitionFunctions.onePassNames()) {
      double score = ((OnePassFunction) AcquisitionFunctions.named(name)).score(above);
      assertThat(score).as(name).isEqualTo(name.equals("margin") ? 1.0 : 0.0);
    }
  }

  @Test
  void aNegativeZeroDoesNotComeThrough() {
    WordDistributions certain =
        new WordDistributions(new float[] {-0.0f, Float.NEGATIVE_INFINITY}, 1, 2);
    for (String name : AcquisitionFunctions.onePassNames()) {
      double score = ((OnePassFunction) AcquisitionFunctions.named(name)).score(certain);
      assertThat(1 / (name.equals("margin") ? 1 - score : score)).as(name).isPositive();
    }
  }

  @Test
  void everyFunctionNamesTheWordWhoseDistributionIsBroken() {
    float impossible = Float.NEGATIVE_INFINITY;
    float[][] broken = {
      {-1, -1, Float.NaN, -1}, {-1, -1, -1, Float.NaN}, {-1, -1, impossible, impossible}
    };
    for (String name : AcquisitionFunctions.onePassNames()) {
      for (float[] logs : broken) {
        assertThatThrownBy(
                () ->
                    ((OnePassFunction) AcquisitionFunctions.named(name))
                        .score(new WordDistributions(logs, 2, 2)))
            .as(name)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("Word 1 of 2");
      }
    }
  }
}
