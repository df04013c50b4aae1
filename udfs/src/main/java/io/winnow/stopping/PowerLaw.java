package io.winnow.stopping;

/**
 * A learning curve: F1 as {@code a - b n^-c} of the number n of labelled words, an inverse power
 * law. It never falls.
 *
 * @param a F1 with endless words, at most 1
 * @param b not below 0
 * @param c above 0; the larger, the sooner more words stop helping
 */
public record PowerLaw(double a, double b, double c) {

  public PowerLaw {
    if (!(a <= 1 && b >= 0 && c > 0)) {
      throw new IllegalArgumentException(
          "%s - %s n^-%s is no learning curve: a is at most 1, b not below 0, c above 0"
              .formatted(a, b, c));
    }
  }

  /** F1 with so many labelled words. */
  public double at(double words) {
    return a - b * Math.pow(words, -c);
  }

  /**
   * What F1 gains.
   *
   * @param words labelled
   * @param more words to label
   * @return not below 0
   */
  public double gain(double words, double more) {
    return Math.max(0, at(words + more) - at(words));
  }
}
