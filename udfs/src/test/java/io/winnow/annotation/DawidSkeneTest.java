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
   * true O with (1/3) / (4/3) = 1/4, c says O always; B is 1/3 of the words. First word: B 1/3, O
   * 2/3 * 1/16 = 1/24; that is 8 to 1.
   */
  @Test
  void oneStepByHand() {
    float[] posteriors = settled(1);
    assertThat(posteriors[1]).isCloseTo(8 / 9f, within(1e-6f));
    assertThat(posteriors[0]).isCloseTo(1 / 9f, within(1e-6f));
    assertThat(posteriors[3]).isCloseTo(1, within(1e-6f));
  }

  /**
   * From B with 8/9: B is 4/9 of the words; a and b say B of a true O with (1/9) / (10/9) = 1/10.
   * First word: B 4/9, O 5/9 * 1/100 = 1/180; that is 80 to 1.
   */
  @Test
  void twoStepsByHand() {
    assertThat(settled(2)[1]).isCloseTo(80 / 81f, within(1e-6f));
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
