package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.crowd.Crowd;
import io.winnow.testing.crowd.InventedSentences;
import io.winnow.testing.crowd.SimulatedCrowd;
import io.winnow.testing.crowd.Worker;
import io.winnow.text.LabelScheme;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByCrowdTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, majority",
    "3, 2, dawid-skene",
    "3, 3, majority-tokens",
    "5, 4, majority-tokens",
    "6, 5, dawid-skene",
    "19, 3, dawid-skene",
    "20, 1, bsc",
    "46, 5, bsc"
  })
  void theAdjudicatorSuitsTheCrowd(int people, int each, String name) {
    Judgements judgements = judgements(people, each);
    assertThat(new ByCrowd().chosenFor(judgements, judgements).name()).isEqualTo(name);
    assertThat(new ByCrowd().adjudicate(judgements).label(0).spans())
        .isEqualTo(Adjudicators.named(name).adjudicate(judgements).label(0).spans());
  }

  @Test
  void rulesNeverVote() {
    assertThat(new ByCrowd().chosenFor(judgements(3, 3), judgements(5, 5)).name())
        .isEqualTo("dawid-skene");
  }

  @Test
  void whoIsNamedStays() {
    Judgements judgements = judgements(46, 5);
    assertThat(Adjudicators.named("mace").chosenFor(judgements, judgements).name())
        .isEqualTo("mace");
  }

  private static Judgements judgements(int people, int each) {
    Worker[] workers =
        IntStream.range(0, people)
            .mapToObj(i -> Crowd.worker("p%02d".formatted(i)))
            .toArray(Worker[]::new);
    return Judgements.of(
        new LabelScheme(InventedSentences.TYPES),
        new SimulatedCrowd(Crowd.of(workers), InventedSentences.TYPES, each, 1)
            .annotate(InventedSentences.of(1_000, 1)));
  }
}
