package io.winnow.annotation;

/** Arithmetic with logarithms. */
final class Logs {

  /** From here on the asymptotic series of digamma is exact enough. */
  private static final double LARGE = 10;

  private Logs() {}

  /**
   * Turns logarithms, in their place, into probabilities that sum to 1.
   *
   * @param values logarithms up to a common constant, from {@code at} on {@code length} of them
   * @return the logarithm of the sum
   */
  static double normalise(double[] values, int at, int length) {
    double most = values[at];
    for (int i = at + 1; i < at + length; i++) {
      most = Math.max(most, values[i]);
    }
    double sum = 0;
    for (int i = at; i < at + length; i++) {
      values[i] = Math.exp(values[i] - most);
      sum += values[i];
    }
    for (int i = at; i < at + length; i++) {
      values[i] /= sum;
    }
    return most + Math.log(sum);
  }

  /**
   * The digamma function, the derivative of ln Gamma: by the recurrence psi(x) = psi(x + 1) - 1/x
   * up to 10 and the asymptotic series from there (Abramowitz and Stegun 6.3.5 and 6.3.18); the
   * error is below 1e-12 for x over 1e-3.
   *
   * @param x above 0
   */
  static double digamma(double x) {
    double shift = 0;
    double large = x;
    while (large < LARGE) {
      shift += 1 / large;
      large++;
    }
    double inverse = 1 / (large * large);
    double series =
        inverse
            * (1 / 12.0
                - inverse
                    * (1 / 120.0 - inverse * (1 / 252.0 - inverse * (1 / 240.0 - inverse / 132))));
    return Math.log(large) - 0.5 / large - series - shift;
  }
}
