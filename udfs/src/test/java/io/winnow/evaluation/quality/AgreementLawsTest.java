package io.winnow.evaluation.quality;

import static io.winnow.evaluation.quality.GivenAnswers.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.annotation.Annotation;
import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AgreementLawsTest {

  private static final int WORDS = 8;

  @Property(tries = 100)
  void perfectAgreementIsOne(@ForAll long seed) {
    Random random = new Random(seed);
    GivenAnswers crowd = new GivenAnswers();
    boolean entity = false;
    boolean none = false;
    for (int s = 0; s < 6; s++) {
      EntitySpan[] spans = spans(random);
      int marked = List.of(spans).stream().mapToInt(EntitySpan::length).sum();
      entity |= marked > 0;
      none |= marked < WORDS;
      crowd.sentence("s" + s, WORDS, says("s" + s, "a", spans), says("s" + s, "b", spans));
    }
    Assume.that(entity && none);
    Agreement agreement = GivenAnswers.agreement(crowd.judgements());
    assertThat(agreement).isEqualTo(new Agreement(1, 1, 1));
  }

  @Property(tries = 100)
  void namesAndOrderChangeNothing(@ForAll long seed) {
    assertThat(GivenAnswers.agreement(drawn(new Random(seed), 12, 4, "a", 1).judgements()))
        .isEqualTo(GivenAnswers.agreement(drawn(new Random(seed), 12, 4, "z", -1).judgements()));
  }

  @Property(tries = 10)
  void randomAnswersAgreeAsChanceDoes(@ForAll long seed) {
    Agreement agreement =
        GivenAnswers.agreement(drawn(new Random(seed), 1500, 3, "a", 1).judgements());
    assertThat(agreement.wordAlpha()).isCloseTo(0, within(0.05));
    assertThat(agreement.spanAlpha()).isCloseTo(0, within(0.05));
  }

  @Property(tries = 100)
  void alphaIsAtMostOneAndF1AShare(@ForAll long seed) {
    Agreement agreement =
        GivenAnswers.agreement(drawn(new Random(seed), 12, 4, "a", 1).judgements());
    assertThat(agreement.wordAlpha()).isLessThanOrEqualTo(1);
    assertThat(agreement.spanAlpha()).isLessThanOrEqualTo(1);
    assertThat(agreement.pairwiseF1()).isBetween(0.0, 1.0);
  }

  /**
   * @param direction of the annotators' numbers and of the answers' order: 1 or -1
   */
  private static GivenAnswers drawn(
      Random random, int sentences, int annotators, String prefix, int direction) {
    GivenAnswers crowd = new GivenAnswers();
    for (int s = 0; s < sentences; s++) {
      List<Annotation> answers = new ArrayList<>();
      for (int a = 0; a < annotators; a++) {
        answers.add(says("s" + s, prefix + (50 + direction * a), spans(random)));
      }
      if (direction < 0) {
        Collections.reverse(answers);
      }
      crowd.sentence("s" + s, WORDS, answers.toArray(Annotation[]::new));
    }
    return crowd;
  }

  private static EntitySpan[] spans(Random random) {
    List<EntitySpan> spans = new ArrayList<>();
    int word = 0;
    while (word < WORDS) {
      int end = Math.min(WORDS, word + 1 + random.nextInt(2));
      if (random.nextInt(4) == 0) {
        spans.add(new EntitySpan(word, end, GivenAnswers.SCHEME.types().get(random.nextInt(3))));
      }
      word = end;
    }
    return spans.toArray(EntitySpan[]::new);
  }
}
