package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.text.LabelScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

class DawidSkeneTest {

  private static final LabelScheme PER = new LabelScheme(List.of("PER"));
  private static final double NO_SMOOTHING = 1e-12;

  /**
   * Votes: the first word is B with 2/3, the second O. So a and b say B of a true B always and of a
   * true O with (1/3) / (4/3) = 1/4, c says O always; B is 1/3 of the words. First word: B is 1/2
   * as frequent as O, and two answers speak for it 16 to 1; at the temperature of three answers,
   * 1.8, that is 16^(1 / 1.8).
   */
  @Test
  void oneStepByHand() {
    float[] posteriors = settled(1);
    double odds = Math.pow(16, 1 / 1.8) / 2;
    assertThat(posteriors[1]).isCloseTo((float) (odds / (odds + 1)), within(1e-6f));
    assertThat(posteriors[0]).isCloseTo((float) (1 / (odds + 1)), within(1e-6f));
    assertThat(posteriors[3]).isCloseTo(1, within(1e-6f));
  }

  /**
   * The second step goes on from odds without a temperature, 8 to 1. From B with 8/9: B is 4/9 of
   * the words, to O as 4 to 5; a and b say B of a true O with (1/9) / (10/9) = 1/10: 100 to 1.
   */
  @Test
  void twoStepsByHand() {
    double odds = 0.8 * Math.pow(100, 1 / 1.8);
    assertThat(settled(2)[1]).isCloseTo((float) (odds / (odds + 1)), within(1e-6f));
  }

  /** The product of what both words are. */
  @Test
  void aLabelIsAsSureAsAllItsWords() {
    AnnotatedSentence sentence =
        TestAnnotations.sentence("s", "Ann sang", "B-PER O", "B-PER O", "O O");
    AdjudicatedLabel label =
        new DawidSkene(1, NO_SMOOTHING).adjudicate(Judgements.of(PER, List.of(sentence))).label(0);
    assertThat(label.confidence())
        .isCloseTo(label.posteriors()[1] * label.posteriors()[3], within(1e-6));
  }

  private static float[] settled(int iterations) {
    AnnotatedSentence sentence =
        TestAnnotations.sentence("s", "Ann sang", "B-PER O", "B-PER O", "O O");
    return new DawidSkene(iterations, NO_SMOOTHING)
        .adjudicate(Judgements.of(PER, List.of(sentence)))
        .label(0)
        .posteriors();
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new DawidSkene(0, 0.1))
        .hasMessage("Dawid-Skene needs at least 1 iteration and smoothing above 0, not 0 and 0.1");
  }
}
