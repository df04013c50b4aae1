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
   * Whether it learns what each annotator's word is worth, and so may also hear rules that overlook
   * most; else all count alike.
   */
  default boolean weighsAnnotators() {
    return true;
  }

  /** This with another rule for votes that tie, {@code merge.ties}; the same where it has none. */
  default Adjudicator withTies(TieRule ties) {
    return this;
  }

  /** Learns from all judgements together what each annotator's word is worth. */
  Adjudication adjudicate(Judgements judgements);
}
