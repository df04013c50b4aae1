package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigammaTest {

  /** -gamma, -gamma - 2 ln 2, and what the recurrence makes of them; 1e-2 and 100 by series. */
  @ParameterizedTest
  @CsvSource({
    "1, -0.5772156649015329",
    "0.5, -1.9635100260214235",
    "2, 0.42278433509846714",
    "3.5, 1.1031566406452432",
    "0.01, -100.56088545786867",
    "100, 4.600161852738087"
  })
  void knownValues(double x, double psi) {
    assertThat(Logs.digamma(x)).isCloseTo(psi, within(1e-11));
  }

  @Test
  void oneFurtherIsOneOverMore() {
    for (double x = 0.05; x < 40; x *= 1.3) {
      assertThat(Logs.digamma(x + 1)).isCloseTo(Logs.digamma(x) + 1 / x, within(1e-11));
    }
  }
}
