package io.winnow.acquisition;

import java.util.Objects;

/**
 * A model's output for one sentence: for each word that the model saw a distribution over the tags.
 * A view: the array is neither copied nor changed, and may hold other sentences before and after
 * this one.
 *
 * <p>A tokenizer leaves nothing of some words, such as a single zero-width joiner; the model does
 * not see them. They are left out here, so {@link #words} may be fewer than the sentence's, and
 * {@link #place} tells which they are. A sentence without words has no distributions, so there is
 * no view of 0 words.
 *
 * @since 0.1.0
 */
public final class WordDistributions {

  private final float[] logProbabilities;
  private final int offset;
  private final int words;
  private final int tags;
  private final int[] places;

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
    check(logProbabilities, offset, words, tags);
    this.offset = offset;
    this.words = words;
    this.tags = tags;
    this.places = null;
  }

  /**
   * Of some of a sentence's words.
   *
   * @param logProbabilities [places, tags]
   * @param places the words' places in the sentence, from 0 on, rising; at least one
   * @throws IllegalArgumentException if there is no place or no tag, or the array ends too early
   */
  public WordDistributions(float[] logProbabilities, int[] places, int tags) {
    this.logProbabilities = Objects.requireNonNull(logProbabilities);
    check(logProbabilities, 0, places.length, tags);
    this.offset = 0;
    this.words = places.length;
    this.tags = tags;
    this.places = places.clone();
  }

  private static void check(float[] logProbabilities, int offset, int words, int tags) {
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
  }

  /** The words that have a distribution: those below are numbered from 0 to before this. */
  public int words() {
    return words;
  }

  /** The place in the sentence of a word that has a distribution. */
  public int place(int word) {
    return places == null ? word : places[word];
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
