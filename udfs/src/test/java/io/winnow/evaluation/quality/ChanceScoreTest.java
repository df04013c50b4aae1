package io.winnow.evaluation.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChanceScoreTest {

  private static final double[] MANY = {1e12, 1e12, 1e12};

  @Test
  void oneWhoIsAlwaysRightScoresOne() {
    assertThat(ChanceScore.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, MANY)).isEqualTo(1);
  }

  @Test
  void oneWhoSaysTheSameWhateverIsThereScoresZero() {
    double[] row = {0.7, 0.2, 0.1};
    assertThat(ChanceScore.of(new double[][] {row, row, row}, MANY)).isZero();
  }

  /** Raykar and Yu: with two classes (sensitivity + specificity - 1) squared. */
  @Test
  void withTwoClassesItIsTheSquareOfYoudensJ() {
    assertThat(ChanceScore.of(new double[][] {{0.9, 0.1}, {0.2, 0.8}}, new double[] {1e12, 1e12}))
        .isCloseTo(0.49, within(1e-9));
  }

  /** By hand: 2 * .6 squared, less .32 / 24 for each row (1 - .64 - .04 = .32), over 2. */
  @Test
  void whatFewWordsDifferByAnywayIsTakenOff() {
    double[][] shares = {{0.8, 0.2}, {0.2, 0.8}};
    assertThat(ChanceScore.of(shares, new double[] {25, 25}))
        .isCloseTo((2 * 0.36 - 2 * 0.32 / 24) / 2, within(1e-12));
  }

  @Test
  void classesThatWereHardlyMetDoNotCount() {
    double[][] shares = {{1, 0, 0}, {0, 1, 0}, {1, 0, 0}};
    assertThat(ChanceScore.of(shares, new double[] {100, 100, 3})).isEqualTo(1);
    assertThat(ChanceScore.of(shares, new double[] {100, 3, 3})).isNaN();
  }
}
