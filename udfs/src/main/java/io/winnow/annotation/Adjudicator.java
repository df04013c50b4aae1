package io.winnow.annotation;

import io.winnow.extension.Named;

/**
 * Settles many annotations of a sentence to one label. Names and order of annotators and sentences
 * change nothing. Has a constructor without parameters where a jar brings it; runs in the driver.
 *
 * <p>Its {@link #name} is the value of {@code merge.adjudicator}.
 *
 * @since 0.1.0
 */
public interface Adjudicator extends Named {

  /**
   * Whether it learns how reliable each annotator is. Only then does it get the answers of weak
   * annotators ({@code labels.weak}), which overlook most entities, beside people's.
   */
  default boolean weighsAnnotators() {
    return true;
  }

  /** This with another rule for votes that tie, {@code merge.ties}; the same where it has none. */
  default Adjudicator withTies(TieRule ties) {
    return this;
  }

  /**
   * The one to settle these with, where that depends on how many answered how often; else this.
   *
   * @param people what people said
   * @param everyone with the answers of weak annotators, if there are any
   */
  default Adjudicator chosenFor(Judgements people, Judgements everyone) {
    return this;
  }

  /** Settles all sentences together. */
  Adjudication adjudicate(Judgements judgements);
}
