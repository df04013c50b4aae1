package io.winnow.model;

import java.io.Serializable;

/**
 * What to ask of a reading beside each word's log-probabilities.
 *
 * @param dropoutPasses stochastic passes with dropout on, each as dear as the reading itself; 0: no
 *     committee
 * @param dropoutSeed fixes what each pass drops; the first passes of many are the passes of few
 * @param pooling what becomes of a sentence's hidden states
 */
public record Survey(int dropoutPasses, long dropoutSeed, Pooling pooling) implements Serializable {

  /** Log-probabilities alone. */
  public static final Survey PLAIN = new Survey(0, 0, Pooling.NONE);

  /** How a sentence's hidden states become its embedding. */
  public enum Pooling {
    /** Not at all. */
    NONE,
    /** Their mean over its sub-words (Reimers and Gurevych 2019, arXiv 1908.10084). */
    MEAN
  }

  public Survey {
    if (dropoutPasses < 0) {
      throw new IllegalArgumentException(
          "A reading cannot make %d passes with dropout; ask for 0 or more"
              .formatted(dropoutPasses));
    }
  }
}
