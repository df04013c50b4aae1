package io.winnow.annotation;

/** Settles many annotations of a sentence to one label. Names and order change nothing. */
public interface Adjudicator {

  /** The name in configuration and in a label's lineage. */
  String name();

  /** Learns from all judgements together what each annotator's word is worth. */
  Adjudication adjudicate(Judgements judgements);
}
