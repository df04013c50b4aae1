package io.winnow.annotation;

/** Arithmetic with logarithms in place. */
final class Logs {

  private Logs() {}

  /**
   * Turns logarithms into probabilities that sum to 1.
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
}
