package io.winnow.annotation;

import java.util.List;

/**
 * A sentence and everything that was said of it.
 *
 * @param wordCount words in the sentence; no span reaches beyond it
 * @param annotations at most one an annotator
 */
public record AnnotatedSentence(String id, int wordCount, List<Annotation> annotations) {

  public AnnotatedSentence {
    annotations = List.copyOf(annotations);
  }
}
