package io.winnow.testing.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.SpanF1;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedCrowdTest {

  private static final List<GoldSentence> GOLD = InventedSentences.of(400, 3);

  @Test
  void whoIsPerfectSaysWhatIsTrue() {
    SpanCounts counts = counts(Crowd.of(ErrorProfile.PERFECT), 1);
    assertThat(counts.f1()).isEqualTo(1);
  }

  @Test
  void theSameSeedGivesTheSameAnswers() {
    Crowd crowd = Crowd.mixed(20, 7);
    assertThat(annotated(crowd, 5)).isEqualTo(annotated(crowd, 5));
  }

  @Test
  void askedAreAsManyAsWantedAndNobodyTwice() {
    for (AnnotatedSentence sentence : annotated(Crowd.mixed(20, 7), 5)) {
      assertThat(sentence.annotations().stream().map(Annotation::annotatorId).distinct())
          .hasSize(5);
    }
  }

  @Test
  void profilesErrAsTheirNamesSay() {
    SpanCounts good = counts(Crowd.of(ErrorProfile.GOOD), 1);
    SpanCounts boundaries = counts(Crowd.of(ErrorProfile.SLOPPY_BOUNDARIES), 1);
    SpanCounts low = counts(Crowd.of(ErrorProfile.LOW_RECALL), 1);
    SpanCounts lazy = counts(Crowd.of(ErrorProfile.LAZY), 1);
    SpanCounts spammer = counts(Crowd.of(ErrorProfile.SPAMMER), 1);
    assertThat(boundaries.precision()).isLessThan(good.precision() - 0.1);
    assertThat(low.recall()).isLessThan(good.recall() - 0.2);
    assertThat(lazy.recall()).isLessThan(good.recall() - 0.2);
    assertThat(spammer.f1()).isLessThan(0.15);
  }

  private static SpanCounts counts(Crowd crowd, int perSentence) {
    SpanF1 sum = SpanF1.NONE;
    List<AnnotatedSentence> annotated = annotated(crowd, perSentence);
    for (int i = 0; i < GOLD.size(); i++) {
      for (Annotation annotation : annotated.get(i).annotations()) {
        sum = sum.plus(SpanF1.ofSentence(GOLD.get(i).spans(), annotation.spans()));
      }
    }
    return sum.overall();
  }

  private static List<AnnotatedSentence> annotated(Crowd crowd, int perSentence) {
    return new SimulatedCrowd(crowd, InventedSentences.TYPES, perSentence, 11).annotate(GOLD);
  }
}
