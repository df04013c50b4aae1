package io.winnow.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {

  /**
   * Weights 1, 1/2, 1/4: (-0.2 - 0.3 - 0.25) / 1.75; the variance of -0.2, -0.6, -1 is 0.32 / 3.
   */
  @Test
  void isTheWeightedMeanLessTheVariance() {
    List<Double> scores = List.of(-0.2, -0.6, -1.0);
    assertThat(new History(3, 0.5, 0).score(scores)).isCloseTo(-0.75 / 1.75, within(1e-12));
    assertThat(new History(3, 0.5, 2).score(scores))
        .isCloseTo(-0.75 / 1.75 - 2 * 0.32 / 3, within(1e-12));
    assertThat(new History(3, 1, 0).score(scores)).isCloseTo(-0.6, within(1e-12));
    assertThat(new History(3, 0, 1).score(scores)).isCloseTo(-0.2 - 0.32 / 3, within(1e-12));
  }

  /** The round between is missing: weights 1 and 1/4. */
  @Test
  void aRoundWithoutAScoreIsLeftOut() {
    History history = new History(3, 0.5, 0);
    assertThat(history.score(Arrays.asList(-0.2, null, -1.0)))
        .isCloseTo((-0.2 - 0.25) / 1.25, within(1e-12));
    assertThat(history.score(Arrays.asList(-0.2, null, null))).isEqualTo(-0.2);
    assertThat(history.score(Arrays.asList(null, -1.0, -1.0))).isNull();
  }

  @Property
  void oneScoreIsThePlainScore(
      @ForAll("scores") double score,
      @ForAll @DoubleRange(min = 0, max = 1) double decay,
      @ForAll @DoubleRange(min = 0, max = 1e6) double fluctuation) {
    assertThat(new History(1, decay, fluctuation).score(List.of(score))).isEqualTo(score);
    assertThat(new History(3, decay, fluctuation).score(Arrays.asList(score, null, null)))
        .isEqualTo(score);
  }

  @Property
  void theMeanLiesBetweenTheScoresAndTheVarianceOnlyLowersIt(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -10, max = 1) Double> scores,
      @ForAll @DoubleRange(min = 0, max = 1) double decay,
      @ForAll @DoubleRange(min = 0, max = 10) double fluctuation) {
    double mean = new History(20, decay, 0).score(scores);
    assertThat(mean).isBetween(Collections.min(scores) - 1e-9, Collections.max(scores) + 1e-9);
    assertThat(new History(20, decay, fluctuation).score(scores)).isLessThanOrEqualTo(mean);
  }

  /** With the same weight for all, it is a function of the set of scores. */
  @Property
  void withoutDecayTheOrderOfRoundsIsNothing(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -10, max = 1) Double> scores,
      @ForAll @DoubleRange(min = 0, max = 10) double fluctuation) {
    List<Double> reversed = new ArrayList<>(scores);
    Collections.reverse(reversed);
    History history = new History(20, 1, fluctuation);
    assertThat(history.score(reversed)).isCloseTo(history.score(scores), within(1e-9));
  }

  /** Who was doubted more in every round comes first. */
  @Property
  void whatEveryRoundDoubtsMoreIsRankedFirst(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -10, max = 1) Double> scores,
      @ForAll @DoubleRange(min = 0, max = 1) double decay) {
    History history = new History(20, decay, 0);
    List<Double> lower = scores.stream().map(it -> it - 1).toList();
    assertThat(history.score(lower)).isLessThan(history.score(scores));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mnlp + history(k=0)   | history has k = 0, but k (rounds, the one that chooses among"
            + " them) must be a whole number from 1 to 20",
        "mnlp + history(k=1.5) | history has k = 1.5, but k",
        "mnlp + history(21)    | history has k = 21, but k",
        "mnlp + history(-1)    | history has k = -1, but k",
        "mnlp + history(k=1e300) | must be a whole number from 1 to 20",
        "mnlp + history(k=x)   | history(k=x) has 'x', but a number is wanted",
        "mnlp + history(3, 2)  | history has decay = 2.0, but decay (what a round counts, as a"
            + " share of the next one) must be from 0 to 1",
        "mnlp + history(3, 1, -1) | history has fluctuation = -1.0, but fluctuation (the weight of"
            + " the variance) must be 0 or more",
        "mnlp + history(n=3)   | history(n=3) has the argument n, which it does not know; it takes"
            + " k and decay and fluctuation, as in history(k=3, decay=0.5, fluctuation=0)",
        "random + history      | needs scores, but 'random' has none",
      })
  void whatIsWrongIsNamedWithTheRange(String text, String message) {
    assertThatThrownBy(() -> QueryStrategy.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Provide
  Arbitrary<Double> scores() {
    return Arbitraries.doubles().between(-1e6, 1);
  }
}
