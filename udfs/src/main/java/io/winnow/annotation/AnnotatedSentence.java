package io.winnow.annotation;

import java.util.List;

/**
 * A sentence and all its annotations.
 *
 * @param words their texts; no span reaches beyond them
 * @param annotations at most one an annotator
 * @since 0.1.0
 */
public record AnnotatedSentence(String id, List<String> words, List<Annotation> annotations) {

  public AnnotatedSentence {
    words = List.copyOf(words);
    annotations = List.copyOf(annotations);
  }
}
