package io.winnow.annotation;

/** The digamma function: the derivative of ln Gamma. */
final class Digamma {

  private static final double LARGE = 10;

  private Digamma() {}

  /**
   * By the recurrence psi(x) = psi(x + 1) - 1/x up to 10 and the asymptotic series from there
   * (Abramowitz and Stegun 6.3.5 and 6.3.18); the error is below 1e-12 for x over 1e-3.
   *
   * @param x above 0
   */
  static double of(double x) {
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
