package io.winnow.evaluation.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TimedAnswersTest {

  private static final Percentage FIVE = Percentage.withPercentage(5);

  /** An answer as it comes in. */
  private record Answer(String id, int words, int suggestions, Double seconds) {}

  @Test
  void theThreePartsAreFoundAgain() {
    AnswerTime time = learnt(answers(512, 8, 1.3, 2.1, 0));
    assertThat(time.perSentence()).isCloseTo(8, within(1e-6));
    assertThat(time.perWord()).isCloseTo(1.3, within(1e-6));
    assertThat(time.perSuggestion()).isCloseTo(2.1, within(1e-6));
    assertThat(time.of(20, 2)).isCloseTo(8 + 26 + 4.2, within(1e-6));
    assertThat(time.formula()).isEqualTo("8.0 s + 1.3 s a word + 2.1 s a suggestion");
    assertThat(time.sentence()).contains("from 512 answers");
    assertThat(time.leftOut()).isEmpty();
  }

  @Test
  void breaksDoNotMoveIt() {
    List<Answer> usual = answers(300, 8, 1.3, 2.1, 0.3);
    AnswerTime before = learnt(usual);
    List<Answer> some = new ArrayList<>(usual);
    for (int i = 0; i < 30; i++) {
      some.add(new Answer("break" + i, 12, 1, 3600.0 * (1 + i % 3)));
    }
    AnswerTime time = learnt(some);
    assertThat(time.typical()).isCloseTo(before.typical(), FIVE);
    assertThat(time.perWord()).isCloseTo(before.perWord(), FIVE);
    assertThat(time.farOff()).isBetween(30L, 36L);
    assertThat(time.leftOut()).contains("too far from the others");

    List<Answer> ten = new ArrayList<>(answers(10, 0, 2, 0, 0));
    ten.set(3, new Answer("lunch", 15, 0, 3 * 3600.0));
    assertThat(learnt(ten).of(20, 0)).isCloseTo(40, FIVE);
  }

  @Test
  void whatIsNoTimeIsLeftOutAndCounted() {
    List<Answer> some = new ArrayList<>(answers(50, 4, 1, 0, 0));
    AnswerTime before = learnt(some);
    for (Double none : new Double[] {null, 0.0, -0.0, -7.0, Double.NaN, Double.POSITIVE_INFINITY}) {
      some.add(new Answer("none" + none, 9, 0, none));
    }
    AnswerTime time = learnt(some);
    assertThat(time.untimed()).isEqualTo(6);
    assertThat(time.answers()).isEqualTo(50);
    assertThat(time.of(9, 0)).isEqualTo(before.of(9, 0));
    assertThat(time.leftOut()).isEqualTo("answers left out: 6 without a time");
  }

  @Test
  void tooFewSayNothing() {
    assertThat(gathered(answers(TimedAnswers.LEAST - 1, 8, 1, 1, 0)).learnt()).isEmpty();
    assertThat(gathered(List.of()).learnt()).isEmpty();
  }

  /** Sentences of one length, without suggestions: no part can be told from another. */
  @Test
  void whatCannotBeToldApartIsPutOnWords() {
    List<Answer> same = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      same.add(new Answer("s" + i, 10, 0, 30.0));
    }
    AnswerTime time = learnt(same);
    assertThat(time.perWord()).isCloseTo(3, within(1e-9));
    assertThat(time.formula()).isEqualTo("3.0 s a word");
  }

  @Property(tries = 100)
  void noPartIsBelowZeroAndOrderIsNothing(
      @ForAll @IntRange(min = 10, max = 60) int size,
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0, max = 5) double spread) {
    Random random = new Random(seed);
    List<Answer> some = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double seconds = Math.exp(spread * random.nextGaussian());
      some.add(new Answer("s" + i, 1 + random.nextInt(40), random.nextInt(3), seconds));
    }
    AnswerTime time = learnt(some);
    for (double part : new double[] {time.perSentence(), time.perWord(), time.perSuggestion()}) {
      assertThat(part).isFinite().isNotNegative();
    }
    assertThat(time.of(1, 0)).isPositive();
    Collections.shuffle(some, random);
    assertThat(learnt(some)).isEqualTo(time);
  }

  @Test
  void ofVeryManyASampleIsKept() {
    AnswerTime time = learnt(answers(50_000, 8, 1.3, 2.1, 0.2));
    assertThat(time.answers()).isEqualTo(50_000);
    assertThat(time.perWord()).isCloseTo(1.3, FIVE);
  }

  /** Give or take a share of what is expected, evenly. */
  private static List<Answer> answers(
      int size, double fixed, double perWord, double perSuggestion, double spread) {
    Random random = new Random(1);
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int words = 1 + random.nextInt(40);
      int suggestions = random.nextInt(4);
      double expected = fixed + perWord * words + perSuggestion * suggestions;
      double seconds = expected * (1 + spread * (2 * random.nextDouble() - 1));
      answers.add(new Answer("s" + i, words, suggestions, seconds));
    }
    return answers;
  }

  private static AnswerTime learnt(List<Answer> answers) {
    return gathered(answers).learnt().orElseThrow();
  }

  private static TimedAnswers gathered(List<Answer> answers) {
    TimedAnswers times = new TimedAnswers();
    answers.forEach(it -> times.add(it.id(), "ann", it.words(), it.suggestions(), it.seconds()));
    return times;
  }
}
