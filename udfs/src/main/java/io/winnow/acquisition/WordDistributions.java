package io.winnow.acquisition;

import java.util.Objects;

/**
 * A model's output for one sentence: for each word a distribution over the tags. A view: the array
 * is neither copied nor changed, and may hold other sentences before and after this one.
 *
 * <p>A sentence without words has none, so there is no view of 0 words.
 *
 * @since 0.1.0
 */
public final class WordDistributions {

  private final float[] logProbabilities;
  private final int offset;
  private final int words;
  private final int tags;

  /**
   * @param logProbabilities [words, tags], natural log, rows sum to 1 in probability; the first
   *     sub-word of each word
   */
  public WordDistributions(float[] logProbabilities, int words, int tags) {
    this(logProbabilities, 0, words, tags);
  }

  /**
   * @param logProbabilities holds [words, tags] from {@code offset} on
   * @param offset where the first word's distribution begins
   * @param words at least 1
   * @param tags at least 1
   * @throws IllegalArgumentException if there is no word or no tag, or the array ends too early
   */
  public WordDistributions(float[] logProbabilities, int offset, int words, int tags) {
    this.logProbabilities = Objects.requireNonNull(logProbabilities);
    if (words < 1 || tags < 1) {
      throw new IllegalArgumentException(
          "Word distributions need at least one word and one tag, but have %d words and %d tags; "
                  .formatted(words, tags)
              + "leave out sentences without words");
    }
    long end = offset + (long) words * tags;
    if (offset < 0 || end > logProbabilities.length) {
      throw new IllegalArgumentException(
          "%d words of %d tags from place %d on do not fit into %d log-probabilities"
              .formatted(words, tags, offset, logProbabilities.length));
    }
    this.offset = offset;
    this.words = words;
    this.tags = tags;
  }

  public int words() {
    return words;
  }

  public int tags() {
    return tags;
  }

  /** Natural log of the probability that the word has the tag. */
  public float logProbability(int word, int tag) {
    return logProbabilities[offset + word * tags + tag];
  }

  /** The most probable tag of a word; the lowest of several. */
  public int bestTag(int word) {
    int row = offset + word * tags;
    int best = 0;
    for (int tag = 1; tag < tags; tag++) {
      if (logProbabilities[row + tag] > logProbabilities[row + best]) {
        best = tag;
      }
    }
    return best;
  }

  /**
   * Natural log of the probability of a word's most probable tag.
   *
   * @throws IllegalArgumentException if the word's distribution holds NaN or no finite value
   */
  public float bestLogProbability(int word) {
    int row = offset + word * tags;
    float best = logProbabilities[row];
    for (int tag = 1; tag < tags; tag++) {
      // Unlike a comparison, max carries a NaN on.
      best = Math.max(best, logProbabilities[row + tag]);
    }
    if (!Float.isFinite(best)) {
      throw new IllegalArgumentException(
          "Word %d of %d has the best log-probability %s; the model's weights or its input are broken"
              .formatted(word, words, best));
    }
    return best;
  }
}
