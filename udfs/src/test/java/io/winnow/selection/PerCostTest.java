package io.winnow.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.selection.PerCost.By;
import io.winnow.selection.PerCost.Gain;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerCostTest {

  private static final PerCost SENTENCE = new PerCost(By.TIME, Gain.SENTENCE);
  private static final PerCost WORDS = new PerCost(By.TIME, Gain.WORDS);

  /** A margin of 0.4 is a doubt of 0.6; 12 s for 5 words. */
  @Test
  void isTheDoubtForTheSecond() {
    assertThat(SENTENCE.score(0.4, 1, 5, 12)).isCloseTo(1 - 0.6 / 12, within(1e-12));
    assertThat(WORDS.score(0.4, 1, 5, 12)).isCloseTo(1 - 3.0 / 12, within(1e-12));
  }

  @Property
  void whatCostsMoreMustBeDoubtedMore(
      @ForAll @DoubleRange(min = -10, max = -0.01) double score,
      @ForAll @IntRange(min = 1, max = 100) int words,
      @ForAll @DoubleRange(min = 0.1, max = 1000) double price) {
    assertThat(SENTENCE.score(score, 0, words, 2 * price))
        .isGreaterThan(SENTENCE.score(score, 0, words, price))
        .isCloseTo(SENTENCE.score(score / 2, 0, words, price), within(1e-9));
    assertThat(SENTENCE.score(score, 0, words, 1)).isEqualTo(score);
    assertThat(WORDS.score(score, 0, words, words)).isCloseTo(score, within(1e-9));
    assertThat(SENTENCE.score(0, 0, words, price)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mnlp + per-cost(by=hours) | per-cost(by=hours) has the by 'hours', but one of time, words"
            + " is wanted",
        "mnlp + per-cost(gain=1)   | per-cost(gain=1) has the gain '1', but one of sentence, words"
            + " is wanted",
        "mnlp + per-cost(of=time)  | the argument of, which it does not know; it takes by and gain",
        "random + per-cost         | needs scores, but 'random' has none",
      })
  void whatIsWrongIsNamedWithTheWayOut(String text, String message) {
    assertThatThrownBy(() -> QueryStrategy.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
