package io.winnow.evaluation.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StudentIntervalTest {

  @Test
  void threeValuesHaveTwoDegreesOfFreedom() {
    // Mean .70, s = .02, standard error .02 / sqrt 3 = .011547, times 4.3027.
    StudentInterval interval = StudentInterval.of(List.of(.68, .70, .72));
    assertThat(interval.mean()).isCloseTo(.70, within(1e-12));
    assertThat(interval.half()).isCloseTo(.049683, within(1e-6));
    assertThat(interval.size()).isEqualTo(3);
  }

  @Test
  void equalValuesHaveNoSpread() {
    assertThat(StudentInterval.of(List.of(.5, .5)).half()).isZero();
  }

  @Test
  void oneValueTellsNothingOfTheSpread() {
    StudentInterval interval = StudentInterval.of(List.of(.7));
    assertThat(interval.mean()).isEqualTo(.7);
    assertThat(interval.half()).isNaN();
    assertThatThrownBy(() -> StudentInterval.of(List.of())).hasMessageContaining("needs a value");
  }

  @Test
  void beyondTheTableTheQuantileFallsToTheNormalOne() {
    // From tables: 2.0395 at 31, 2.0211 at 40, 1.9840 at 100.
    assertThat(StudentInterval.quantile(31)).isCloseTo(2.0395, within(1e-4));
    assertThat(StudentInterval.quantile(40)).isCloseTo(2.0211, within(1e-4));
    assertThat(StudentInterval.quantile(100)).isCloseTo(1.9840, within(1e-4));
    assertThat(StudentInterval.quantile(100_000)).isCloseTo(1.9600, within(1e-4));
  }
}
