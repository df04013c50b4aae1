package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.crowd.Crowd;
import io.winnow.testing.crowd.InventedSentences;
import io.winnow.testing.crowd.SimulatedCrowd;
import io.winnow.testing.crowd.Worker;
import io.winnow.text.LabelScheme;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByCrowdTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1000, majority",
    "2, 2, 1000, majority-tokens",
    "5, 4, 1000, majority-tokens",
    "6, 5, 1000, dawid-skene",
    "6, 3, 100, dawid-skene",
    "6, 3, 98, majority-tokens",
    "19, 3, 1000, dawid-skene",
    "20, 1, 1000, bsc",
    "46, 5, 1000, bsc",
    "46, 5, 400, majority-tokens"
  })
  void theAdjudicatorSuitsTheCrowd(int people, int each, int sentences, String name) {
    Judgements judgements = judgements(people, each, sentences);
    assertThat(new ByCrowd(TieRule.KEEP).chosenFor(judgements, judgements).name()).isEqualTo(name);
    assertThat(new ByCrowd(TieRule.KEEP).adjudicate(judgements).label(0).spans())
        .isEqualTo(Adjudicators.named(name).adjudicate(judgements).label(0).spans());
  }

  @Test
  void rulesNeverVote() {
    assertThat(
            new ByCrowd(TieRule.KEEP).chosenFor(judgements(3, 3, 50), judgements(5, 5, 50)).name())
        .isEqualTo("dawid-skene");
  }

  @Test
  void whoIsNamedStays() {
    Judgements judgements = judgements(46, 5, 1000);
    assertThat(Adjudicators.named("mace").chosenFor(judgements, judgements).name())
        .isEqualTo("mace");
  }

  @Test
  void itsVotesTieAsIsAsked() {
    Judgements judgements =
        Judgements.of(
            TestAnnotations.SCHEME,
            List.of(TestAnnotations.sentence("s", "Ann sang", "B-PER O", "O O")));
    assertThat(Adjudicators.named("auto", TieRule.KEEP).adjudicate(judgements).label(0).spans())
        .hasSize(1);
    assertThat(Adjudicators.named("auto", TieRule.DROP).adjudicate(judgements).label(0).spans())
        .isEmpty();
  }

  private static Judgements judgements(int people, int each, int sentences) {
    Worker[] workers =
        IntStream.range(0, people)
            .mapToObj(i -> Crowd.worker("p%02d".formatted(i)))
            .toArray(Worker[]::new);
    return Judgements.of(
        new LabelScheme(InventedSentences.TYPES),
        new SimulatedCrowd(Crowd.of(workers), InventedSentences.TYPES, each, 1)
            .annotate(InventedSentences.of(sentences, 1)));
  }
}
