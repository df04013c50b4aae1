package io.winnow.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.evaluation.ConfidentLearning.JudgedWord;
import io.winnow.evaluation.ConfidentLearning.UnseenSentence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Five words in two sentences, small enough for a sheet of paper. */
class ConfidentLearningTest {

  /** Thresholds are (.9 + .8 + .1) / 3 and (.7 + .6) / 2; the last word reaches neither. */
  private static final List<UnseenSentence> FIVE_WORDS =
      List.of(
          sentence(new int[] {0, 0, 0}, .9, .1, .8, .2, .1, .9),
          sentence(new int[] {1, 1}, .3, .7, .4, .6));

  private final ConfidentLearning learnt = ConfidentLearning.of(FIVE_WORDS, 2);

  private static UnseenSentence sentence(int[] given, double... probabilities) {
    float[] logs = new float[probabilities.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(probabilities[i]);
    }
    return new UnseenSentence(given, logs);
  }

  @Test
  void aTagsThresholdIsTheMeanOfItsSelfConfidence() {
    assertThat(learnt.threshold(0)).isCloseTo(.6, within(1e-7));
    assertThat(learnt.threshold(1)).isCloseTo(.65, within(1e-7));
  }

  @Test
  void theConfidentJointCountsWordsThatReachAThreshold() {
    assertThat(learnt.confidentJoint()).isDeepEqualTo(new long[][] {{2, 1}, {0, 1}});
  }

  @Test
  void theJointIsScaledToTheGivenTags() {
    double[][] joint = learnt.joint();
    assertThat(joint[0]).containsExactly(new double[] {.4, .2}, within(1e-12));
    assertThat(joint[1]).containsExactly(new double[] {0, .4}, within(1e-12));
    assertThat(learnt.errorShare()).isCloseTo(.2, within(1e-12));
  }

  @Test
  void theWordOffTheDiagonalIsDoubted() {
    List<JudgedWord> doubted = learnt.doubtedWords(LabelQuality.SELF_CONFIDENCE);
    assertThat(doubted).hasSize(1);
    JudgedWord word = doubted.get(0);
    assertThat(word.sentence()).isZero();
    assertThat(word.word()).isEqualTo(2);
    assertThat(word.given()).isZero();
    assertThat(word.confident()).isEqualTo(1);
    assertThat(word.quality()).isCloseTo(.1, within(1e-7));
  }

  @Test
  void qualitiesAreAsTheirFormulasSay() {
    assertThat(worst(LabelQuality.NORMALIZED_MARGIN)).isCloseTo((.1 - .9 + 1) / 2, within(1e-7));
    assertThat(worst(LabelQuality.RELATIVE_CONFIDENCE))
        .isCloseTo(.1 / .6 / (.1 / .6 + .9 / .65), within(1e-7));
  }

  /**
   * Both tags are given twice, so each is expected with .5. Of the two words that were given 1, the
   * model is confident that one is 0: half of such words are taken to be wrong.
   */
  @Test
  void answersAndModelAreCombined() {
    UnseenSentence unsure = judged(new int[] {1}, new float[] {.2f, .8f}, .1, .9);
    UnseenSentence doubted = judged(new int[] {1}, new float[] {.2f, .8f}, .9, .1);
    ConfidentLearning learned =
        ConfidentLearning.of(
            List.of(
                unsure, doubted, sentence(new int[] {0}, .8, .2), sentence(new int[] {0}, .8, .2)),
            2);
    double given = (.9 * .8 + .1 * .5 + 1e-6) * Math.sqrt(.1 / .5);
    double other = (.9 * .2 + .1 * .5 + 1e-6) * Math.sqrt(.9 / .5);
    JudgedWord worst = learned.worstWords(LabelQuality.COMBINED).get(0);
    assertThat(worst.sentence()).isEqualTo(1);
    assertThat(worst.quality()).isCloseTo(given / (given + other), within(1e-6));
    assertThat(worst.isDoubted()).isEqualTo(other > given);
  }

  private static UnseenSentence judged(int[] given, float[] posteriors, double... probabilities) {
    return new UnseenSentence(given, sentence(given, probabilities).logProbabilities(), posteriors);
  }

  /** An entity that everybody overlooked, where the model is surer than usual. */
  @Test
  void whatNobodySaidCanStillBeDoubted() {
    List<UnseenSentence> sentences = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sentences.add(judged(new int[] {0}, new float[] {1, 0}, .98, .02));
      if (i < 2) {
        sentences.add(judged(new int[] {1}, new float[] {0, 1}, .4, .6));
      }
    }
    sentences.add(judged(new int[] {0}, new float[] {1, 0}, .05, .95));
    List<JudgedWord> worst = ConfidentLearning.of(sentences, 2).worstWords(LabelQuality.COMBINED);
    assertThat(worst.get(0).sentence()).isEqualTo(sentences.size() - 1);
    assertThat(worst.get(0).quality()).isLessThan(worst.get(1).quality());
  }

  @Test
  void posteriorsAreAsManyAsLogProbabilities() {
    assertThatThrownBy(() -> judged(new int[] {0}, new float[3], .5, .5))
        .hasMessage("A sentence has 2 log-probabilities, but 3 posteriors");
  }

  private double worst(LabelQuality quality) {
    return learnt.worstWords(quality).get(0).quality();
  }

  @Test
  void aSentenceIsAsGoodAsItsWorstWord() {
    List<JudgedWord> worst = learnt.worstWords(LabelQuality.SELF_CONFIDENCE);
    assertThat(worst).extracting(JudgedWord::sentence).containsExactly(0, 1);
    assertThat(worst).extracting(JudgedWord::word).containsExactly(2, 1);
    assertThat(worst.get(1).isDoubted()).isFalse();
    assertThat(worst.get(1).quality()).isCloseTo(.6, within(1e-7));
  }

  /** The second has the lower probability, but no other tag reaches its threshold there. */
  @Test
  void theDoubtedComeBeforeTheMerelyUncertain() {
    ConfidentLearning mixed =
        ConfidentLearning.of(
            List.of(
                sentence(new int[] {1}, .6, .4),
                sentence(new int[] {0}, .35, .65),
                sentence(new int[] {0}, .8, .2),
                sentence(new int[] {1, 1}, .01, .99, .01, .99)),
            2);
    assertThat(mixed.worstWords(LabelQuality.SELF_CONFIDENCE))
        .extracting(JudgedWord::sentence)
        .containsExactly(0, 1, 2, 3);
    assertThat(mixed.doubtedWords(LabelQuality.SELF_CONFIDENCE))
        .extracting(JudgedWord::sentence)
        .containsExactly(0);
  }

  @Test
  void aTagThatNobodyGaveIsNeverConfident() {
    ConfidentLearning three =
        ConfidentLearning.of(List.of(sentence(new int[] {0, 1}, .1, .1, .8, .2, .8, 0)), 3);
    assertThat(three.threshold(2)).isNaN();
    assertThat(three.confidentJoint()[0]).containsExactly(1, 0, 0);
    assertThat(three.worstWords(LabelQuality.RELATIVE_CONFIDENCE).get(0).quality())
        .isBetween(0.0, 1.0);
    assertThat(three.errorShare()).isZero();
  }

  @Test
  void sentencesWithoutWordsAreLeftOut() {
    UnseenSentence empty = sentence(new int[0]);
    ConfidentLearning none = ConfidentLearning.of(List.of(empty), 2);
    assertThat(none.worstWords(LabelQuality.SELF_CONFIDENCE)).isEmpty();
    assertThat(none.errorShare()).isZero();
    assertThat(ConfidentLearning.of(List.of(), 2).doubtedWords(LabelQuality.SELF_CONFIDENCE))
        .isEmpty();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> sentence(new int[] {0, 1}, .5, .5, .5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 labelled words has 3 log-probabilities");
    assertThatThrownBy(() -> ConfidentLearning.of(FIVE_WORDS, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Sentence 0 has 2 probabilities a word, but there are 3 tags");
    assertThatThrownBy(() -> ConfidentLearning.of(List.of(sentence(new int[] {2}, .5, .5)), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Sentence 0 has a word with tag 2; tags are from 0 to 1");
  }
}
