package io.winnow.annotation;

import java.util.List;

/** Settles many annotations of a sentence to one label. The result depends on no order. */
public interface Adjudicator {

  /** The name in configuration and in a label's lineage. */
  String name();

  /**
   * @param sentences each sentence once; one without a usable annotation gets no label
   * @return a label for each other sentence, in the order given
   */
  List<AdjudicatedLabel> adjudicate(List<AnnotatedSentence> sentences);
}
