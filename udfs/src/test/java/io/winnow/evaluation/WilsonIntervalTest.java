package io.winnow.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonIntervalTest {

  /** By hand: z^2 = 3.8415; (0.1 + 0.0192) / 1.0384 -+ 1.96 / 1.0384 * sqrt(0.0009 + 0.000096). */
  @Test
  void tenOfAHundred() {
    WilsonInterval interval = WilsonInterval.of(10, 100);

    assertThat(interval.low()).isCloseTo(0.0552, within(1e-4));
    assertThat(interval.high()).isCloseTo(0.1744, within(1e-4));
  }

  @Test
  void noHitsLeaveRoomAboveAndNoneBelow() {
    assertThat(WilsonInterval.of(0, 20).low()).isZero();
    assertThat(WilsonInterval.of(0, 20).high()).isCloseTo(3.8415 / 23.8415, within(1e-4));
    assertThat(WilsonInterval.of(20, 20).high()).isEqualTo(1);
  }

  @Test
  void anEmptySampleSaysNothing() {
    assertThat(WilsonInterval.of(0, 0)).isEqualTo(new WilsonInterval(0, 1));
  }

  @Test
  void hitsBeyondTheSampleAreRefused() {
    assertThatThrownBy(() -> WilsonInterval.of(4, 3))
        .hasMessage("A sample of 3 cannot have 4 hits; count again");
  }
}
