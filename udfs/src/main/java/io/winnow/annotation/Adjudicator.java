package io.winnow.annotation;

/** Settles many annotations of a sentence to one label. Names and order change nothing. */
public interface Adjudicator {

  /** The name in configuration and in a label's lineage. */
  String name();

  /**
   * Whether it learns what each annotator's word is worth, and so may also hear rules that overlook
   * most; else all count alike.
   */
  default boolean weighsAnnotators() {
    return true;
  }

  /** Learns from all judgements together what each annotator's word is worth. */
  Adjudication adjudicate(Judgements judgements);
}
