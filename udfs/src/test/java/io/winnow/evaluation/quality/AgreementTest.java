package io.winnow.evaluation.quality;

import static io.winnow.evaluation.quality.GivenAnswers.says;
import static io.winnow.evaluation.quality.GivenAnswers.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.annotation.Annotation;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

  /** Krippendorff 2011, section C: 4 observers, 12 units, 5 values, 7 answers missing. */
  private static final String[] FOUR_OBSERVERS = {
    "123321412...", "1233224125.3", ".3332342251.", "12332441251."
  };

  /** Krippendorff 2011, section A: 2 observers, 10 units, 2 values. */
  private static final String[] TWO_OBSERVERS = {"0100000010", "1110010000"};

  @Test
  void alphaOfNominalDataIsThePublishedOne() {
    assertThat(published(FOUR_OBSERVERS).wordAlpha()).isCloseTo(0.743, within(5e-4));
  }

  @Test
  void alphaOfBinaryDataIsThePublishedOne() {
    assertThat(published(TWO_OBSERVERS).wordAlpha()).isCloseTo(0.095, within(5e-4));
  }

  @Test
  void spansOfOneWordHaveTheAlphaOfTheirWords() {
    assertThat(published(FOUR_OBSERVERS).spanAlpha()).isCloseTo(0.743, within(5e-4));
    assertThat(published(TWO_OBSERVERS).spanAlpha()).isCloseTo(0.095, within(5e-4));
  }

  /**
   * By hand: 10 answers, 7 of them no entity. One word of five differs: 2. Chance: 10 (100 - 49 -
   * 9) / (100 - 12), as the spans have 2 squared and 1 squared and the other words 1 each.
   */
  @Test
  void spanAlphaTakesSpansAsWholes() {
    Agreement agreement =
        GivenAnswers.agreement(
            new GivenAnswers()
                .sentence(
                    "s", 5, says("s", "a", span(0, 2, "PER")), says("s", "b", span(0, 1, "PER")))
                .judgements());
    assertThat(agreement.spanAlpha()).isCloseTo(1 - 2 / (420 / 88.0), within(1e-12));
    // Tags: O 7, B 2, I 1; word 2 is I and O. Chance: (100 - 49 - 4 - 1) / 9.
    assertThat(agreement.wordAlpha()).isCloseTo(1 - 2 / (46 / 9.0), within(1e-12));
    assertThat(agreement.pairwiseF1()).isZero();
  }

  /**
   * By hand: a and b share two sentences with 3 spans each, 2 of them common: 2/3. c shares one
   * sentence with each; with a 1 of 1 and 1, with b nothing of 1 and 1. (2 * 2/3 + 1 + 0) / 4.
   */
  @Test
  void pairwiseF1IsTheMeanOverPairsWeightedBySharedSentences() {
    Agreement agreement =
        GivenAnswers.agreement(
            new GivenAnswers()
                .sentence(
                    "s",
                    9,
                    says("s", "a", span(0, 2, "PER"), span(4, 5, "LOC")),
                    says("s", "b", span(0, 2, "PER"), span(4, 5, "LOC")))
                .sentence(
                    "t",
                    9,
                    says("t", "a", span(3, 4, "ORG")),
                    says("t", "b", span(3, 5, "ORG")),
                    says("t", "c", span(3, 4, "ORG")))
                .judgements());
    assertThat(agreement.pairwiseF1()).isCloseTo((4.0 / 3 + 1) / 4, within(1e-12));
  }

  @Test
  void aPairThatMarkedNothingDoesNotCount() {
    Agreement agreement =
        GivenAnswers.agreement(
            new GivenAnswers()
                .sentence("s", 2, says("s", "a"), says("s", "b"))
                .sentence(
                    "t", 2, says("t", "a", span(0, 1, "PER")), says("t", "c", span(0, 1, "PER")))
                .judgements());
    assertThat(agreement.pairwiseF1()).isEqualTo(1);
  }

  @Test
  void answersOfOneAnnotatorAloneSayNothingOfAgreement() {
    Agreement agreement =
        GivenAnswers.agreement(
            new GivenAnswers().sentence("s", 2, says("s", "a", span(0, 1, "PER"))).judgements());
    assertThat(agreement).isEqualTo(new Agreement(Double.NaN, Double.NaN, Double.NaN));
  }

  @Test
  void withoutVariationThereIsNoAlpha() {
    Agreement agreement =
        GivenAnswers.agreement(
            new GivenAnswers().sentence("s", 2, says("s", "a"), says("s", "b")).judgements());
    assertThat(agreement.wordAlpha()).isNaN();
    assertThat(agreement.spanAlpha()).isNaN();
  }

  @Test
  void aSentenceWithoutWordsDoesNoHarm() {
    Agreement agreement =
        GivenAnswers.agreement(
            new GivenAnswers().sentence("s", 0, says("s", "a"), says("s", "b")).judgements());
    assertThat(agreement.wordAlpha()).isNaN();
  }

  @Test
  void theAlphaOfCountedVotesLeavesOutUnitsWithOneAnswer() {
    NominalAlpha alpha = new NominalAlpha(2);
    alpha.add(new int[] {2, 0});
    alpha.add(new int[] {0, 2});
    alpha.add(new int[] {1, 0});
    assertThat(alpha.value()).isEqualTo(1);
  }

  /** A unit becomes a sentence of one word; value 0 no entity, other values types. */
  private static Agreement published(String[] observers) {
    GivenAnswers crowd = new GivenAnswers(new LabelScheme(List.of("1", "2", "3", "4", "5")));
    for (int unit = 0; unit < observers[0].length(); unit++) {
      String id = "unit" + (char) ('a' + unit);
      List<Annotation> answers = new ArrayList<>();
      for (int observer = 0; observer < observers.length; observer++) {
        String value = observers[observer].substring(unit, unit + 1);
        if (value.equals("0")) {
          answers.add(says(id, "observer" + observer));
        } else if (!value.equals(".")) {
          answers.add(says(id, "observer" + observer, span(0, 1, value)));
        }
      }
      crowd.sentence(id, 1, answers.toArray(Annotation[]::new));
    }
    return GivenAnswers.agreement(crowd.judgements());
  }
}
