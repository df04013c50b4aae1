package io.winnow.model;

import java.util.List;
import java.util.Locale;

/** What came of reading one sentence. */
public sealed interface SentenceReading {

  /** Why a sentence was set aside. */
  enum Reason {
    /** A stretch of it does not fit into memory even alone. */
    OUT_OF_MEMORY,
    /** The tokenizer cannot spell it. */
    UNREADABLE;

    /** As tables have it, such as {@code out-of-memory}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @param logProbabilities [words, tags] natural-log probabilities, row-major
   * @param committee as many of them as passes with dropout were asked for
   * @param embedding [hidden], the mean of the last layer's states over the sentence's sub-words,
   *     without special tokens; where windows overlap, a sub-word counts in each. Empty if not
   *     asked for, or if there are no words
   */
  record Read(float[] logProbabilities, List<float[]> committee, float[] embedding)
      implements SentenceReading {}

  /**
   * @param message says what was wrong, in a sentence
   */
  record SetAside(Reason reason, String message) implements SentenceReading {}
}
