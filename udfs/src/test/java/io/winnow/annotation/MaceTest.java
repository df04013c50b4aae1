package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.text.LabelScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaceTest {

  /**
   * One word of which one annotator said B, of 3 tags. Begins with a competence of 1/2 and 1/6 for
   * each spammed tag: B is true with 4/6, and was known with 2/3 * 3/4 = 1/2. Then competence and
   * spamming are both exp(psi(1) - psi(2)), and the spammed B has exp(psi(10.5) - psi(30.5)) of it,
   * where psi(30.5) - psi(10.5) = 1/10.5 + 1/11.5 + ... + 1/29.5. With one more of each, true tags
   * are (1 + 4/6) / 4 and twice (1 + 1/6) / 4: B is 10/7 times as frequent, which counts to the
   * power of 0.6.
   */
  @Test
  void oneStepByHand() {
    double difference = 0;
    for (double x = 10.5; x < 30; x++) {
      difference += 1 / x;
    }
    double ratio = Math.pow(10 / 7.0, 0.6) * (1 + Math.exp(difference));
    float[] posteriors =
        new Mace(1, 1)
            .adjudicate(
                Judgements.of(
                    new LabelScheme(List.of("PER")),
                    List.of(TestAnnotations.sentence("s", "Ann", "B-PER"))))
            .label(0)
            .posteriors();
    assertThat(posteriors[1]).isCloseTo((float) (ratio / (ratio + 2)), within(1e-6f));
    assertThat(posteriors[0]).isCloseTo((float) (1 / (ratio + 2)), within(1e-6f));
  }
}
