package io.winnow.evaluation;

/**
 * A labelled sentence, and what a model that did not train on it makes of its words.
 *
 * @param given a tag id a word
 * @param logProbabilities [words, tags], natural log, rows sum to 1 in probability
 */
public record UnseenSentence(int[] given, float[] logProbabilities) {

  public UnseenSentence {
    int words = given.length;
    int values = logProbabilities.length;
    if (words == 0 ? values > 0 : values == 0 || values % words != 0) {
      throw new IllegalArgumentException(
          "A sentence of %d labelled words has %d log-probabilities; it needs as many for each word"
              .formatted(words, values));
    }
  }

  public int words() {
    return given.length;
  }

  /** How many there are for each word; 0 without words. */
  public int tags() {
    return given.length == 0 ? 0 : logProbabilities.length / given.length;
  }

  /** The probability of a tag, in 0 to 1. */
  public double probability(int word, int tag) {
    return Math.min(1, Math.exp(logProbabilities[word * tags() + tag]));
  }
}
