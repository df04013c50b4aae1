package io.winnow.acquisition;

/** Shannon entropy in nats, with 0 ln 0 = 0. */
final class Entropy {

  private Entropy() {}

  /**
   * -sum_k p(k) ln p(k) of one word.
   *
   * @throws IllegalArgumentException if the word's distribution holds NaN or no finite value
   */
  static double of(WordDistributions sentence, int word) {
    // Throws on NaN, which the comparison in term() would swallow.
    sentence.bestLogProbability(word);
    double entropy = 0;
    for (int tag = 0; tag < sentence.tags(); tag++) {
      double log = sentence.logProbability(word, tag);
      entropy += term(Math.exp(log), log);
    }
    return entropy;
  }

  /** What one outcome adds: -p ln p, 0 where p is 0. */
  static double term(double probability, double log) {
    return probability > 0 ? -probability * log : 0;
  }

  /**
   * Turns an entropy into a score, lower = less certain. Rounding may leave an entropy a little
   * below 0; the score is then 0, and never -0.0, which some sort before 0.0.
   */
  static double negated(double entropy) {
    return 0.0 - Math.max(0.0, entropy);
  }
}
