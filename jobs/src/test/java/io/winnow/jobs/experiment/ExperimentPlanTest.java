package io.winnow.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExperimentPlanTest {

  private static final long POOL = 100_000;

  @Test
  void theRandomRoundCounts() {
    ExperimentPlan eight = plan(OptionalInt.empty(), Optional.empty());
    assertThat(eight.expectedRounds(POOL)).isEqualTo(8);
    assertThat(eight.goesOn(7, 20_000, POOL)).isTrue();
    assertThat(eight.goesOn(8, 20_000, POOL)).isFalse();
    assertThat(plan(OptionalInt.of(1), Optional.empty()).expectedRounds(POOL)).isEqualTo(1);
  }

  @Test
  void aTargetTakesAsManyRoundsAsItNeeds() {
    // 2,000 words first, 2,500 more each time: 24,500 after nine more, 27,000 after ten.
    assertThat(plan(OptionalInt.empty(), target("24.5%")).expectedRounds(POOL)).isEqualTo(10);
    assertThat(plan(OptionalInt.empty(), target("25%")).expectedRounds(POOL)).isEqualTo(11);
    assertThat(plan(OptionalInt.empty(), target("1%")).expectedRounds(POOL)).isEqualTo(1);
  }

  @Test
  void roundsThatDoNotSpendAllOfTheirBudgetAreFollowedByMore() {
    ExperimentPlan plan = plan(OptionalInt.empty(), target("24.5%"));
    assertThat(plan.goesOn(10, 24_499, POOL)).isTrue();
    assertThat(plan.goesOn(9, 24_500, POOL)).isFalse();
  }

  @Test
  void ofRoundsAndATargetWhicheverComesFirst() {
    assertThat(plan(OptionalInt.of(4), target("25%")).expectedRounds(POOL)).isEqualTo(4);
    assertThat(plan(OptionalInt.of(4), target("25%")).goesOn(4, 2_000, POOL)).isFalse();
    assertThat(plan(OptionalInt.of(40), target("25%")).expectedRounds(POOL)).isEqualTo(11);
  }

  @Test
  void seedsAreFarEnoughApartForTheirRounds() {
    assertThat(plan(OptionalInt.of(8), Optional.empty()).seedsFrom(42))
        .containsExactly(42L, 1042L, 2042L);
  }

  @Test
  void aPlanWithoutWorkIsRefused() {
    assertThatThrownBy(() -> plan(OptionalInt.of(0), Optional.empty()))
        .hasMessageContaining("rounds (0)");
    assertThatThrownBy(() -> plan(List.of("mnlp", "mnlp"), OptionalInt.of(1), Optional.empty()))
        .hasMessageContaining("each once");
  }

  /** Half of what is labelled comes on top each round: 1 %, 1.5 %, 2.25 % and so on. */
  @Test
  void roundsMayGrow() {
    RoundWords words = new RoundWords(WordAmount.parse("1%"), WordAmount.parse("0.5%"), 1.5);
    assertThat(words.of(0, POOL)).isEqualTo(1000);
    assertThat(words.of(1, POOL)).isEqualTo(500);
    assertThat(words.of(3, POOL)).isEqualTo(1125);
    // 1,000 times 1.5 to the 8th is 25,629.
    assertThat(words.roundsTo(25_600, POOL)).isEqualTo(9);
    assertThat(words.roundsTo(25_700, POOL)).isEqualTo(10);
    assertThat(words.roundsTo(2 * POOL, POOL)).isEqualTo(13);
    assertThatThrownBy(() -> words(0.5)).hasMessageContaining("not by 0.5");
  }

  private static RoundWords words(double growth) {
    return new RoundWords(WordAmount.parse("2%"), WordAmount.parse("2.5%"), growth);
  }

  private static Optional<WordAmount> target(String words) {
    return Optional.of(WordAmount.parse(words));
  }

  private static ExperimentPlan plan(OptionalInt rounds, Optional<WordAmount> target) {
    return plan(List.of("random", "mnlp"), rounds, target);
  }

  private static ExperimentPlan plan(
      List<String> strategies, OptionalInt rounds, Optional<WordAmount> target) {
    return new ExperimentPlan(
        "train.conll",
        Optional.empty(),
        strategies,
        3,
        words(1),
        rounds,
        target,
        ExperimentPlan.FullData.LEFT_OUT,
        2);
  }
}
