package io.winnow.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Cases worked out by hand, two tags or three. */
class CommitteeFunctionsTest {

  private static final Offset<Double> ROUNDING = within(1e-6);

  private final CommitteeFunction bald = Formulas.BALD;
  private final CommitteeFunction voteEntropy = Formulas.VOTE_ENTROPY;

  @Test
  void baldIsTheEntropyOfTheMeanLessTheMeanEntropy() {
    Committee committee =
        Distributions.committee(
            new double[][] {{0.9, 0.1}, {0.5, 0.5}}, new double[][] {{0.3, 0.7}, {0.5, 0.5}});
    // word 0: the mean is (0.6, 0.4), H = 0.6 * 0.5108256 + 0.4 * 0.9162907 = 0.6730117
    //         H(0.9, 0.1) = 0.9 * 0.1053605 + 0.1 * 2.3025851 = 0.3250830
    //         H(0.3, 0.7) = 0.3 * 1.2039728 + 0.7 * 0.3566749 = 0.6108643
    //         0.6730117 - (0.3250830 + 0.6108643) / 2 = 0.2050380
    // word 1: all doubt alike: ln 2 - ln 2 = 0
    // mean of both words: 0.1025190
    assertThat(bald.score(committee)).isCloseTo(-0.1025190, ROUNDING);
  }

  @Test
  void baldOfTwoSurePassesThatContradictEachOtherIsLogTwo() {
    // The mean is (1/2, 1/2, 0) with H = ln 2; either pass has H = 0, with 0 ln 0 = 0.
    Committee committee =
        Distributions.committee(new double[][] {{1, 0, 0}}, new double[][] {{0, 1, 0}});
    assertThat(bald.score(committee)).isCloseTo(-0.6931472, ROUNDING);
  }

  @Test
  void voteEntropyCountsEachPassesBestTag() {
    Committee committee =
        Distributions.committee(
            new double[][] {{0.9, 0.1, 0}, {0.2, 0.5, 0.3}},
            new double[][] {{0.6, 0.4, 0}, {0.1, 0.8, 0.1}},
            new double[][] {{0.4, 0.6, 0}, {0.3, 0.4, 0.3}},
            new double[][] {{1.0, 0.0, 0}, {0.0, 1.0, 0.0}});
    // word 0: votes 3, 1, 0 of 4: 0.75 * 0.2876821 + 0.25 * 1.3862944 = 0.5623351
    // word 1: votes 0, 4, 0: 0
    // mean of both words: 0.2811676
    assertThat(voteEntropy.score(committee)).isCloseTo(-0.2811676, ROUNDING);
  }

  @Test
  void aTiedPassVotesForTheFirstOfItsBestTags() {
    Committee committee =
        Distributions.committee(new double[][] {{0.5, 0.5}}, new double[][] {{0.9, 0.1}});
    assertThat(voteEntropy.score(committee)).isEqualTo(0.0);
  }

  @Test
  void doubtThatAllPassesShareIsNoReasonToAsk() {
    double[][] ambiguous = {{0.5, 0.5}};
    assertThat(bald.score(Distributions.committee(ambiguous, ambiguous, ambiguous)))
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void passesMayLieInOneArray() {
    // [2 passes, 1 word, 2 tags]
    float[] logs = new float[4];
    double[] probabilities = {0.9, 0.1, 0.3, 0.7};
    for (int at = 0; at < logs.length; at++) {
      logs[at] = (float) Math.log(probabilities[at]);
    }
    Committee committee =
        new Committee(
            List.of(new WordDistributions(logs, 0, 1, 2), new WordDistributions(logs, 2, 1, 2)));
    assertThat(bald.score(committee)).isCloseTo(-0.2050380, ROUNDING);
  }

  @Test
  void aCommitteeWithoutPassesIsRefused() {
    assertThatThrownBy(() -> new Committee(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A committee needs at least one pass, but has 0");
  }

  @Test
  void passesOfDifferentSentencesAreRefusedWithBothNumbers() {
    WordDistributions one = Distributions.of(Distributions.uniform(3, 2));
    WordDistributions other = Distributions.of(Distributions.uniform(4, 2));
    assertThatThrownBy(() -> new Committee(List.of(one, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Pass 1 has 4 words and 2 tags, but pass 0 has 3 words and 2 tags");
  }

  @Test
  void aPassThatGivesNaNIsNamedAsBroken() {
    WordDistributions sound = Distributions.of(Distributions.uniform(1, 2));
    WordDistributions broken = new WordDistributions(new float[] {-1, Float.NaN}, 1, 2);
    for (String name : AcquisitionFunctions.committeeNames()) {
      assertThatThrownBy(
              () ->
                  ((CommitteeFunction) AcquisitionFunctions.named(name))
                      .score(new Committee(List.of(sound, broken))))
          .as(name)
          .hasMessageContaining("Word 0 of 1")
          .hasMessageContaining("NaN");
    }
  }
}
