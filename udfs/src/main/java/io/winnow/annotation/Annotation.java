package io.winnow.annotation;

import io.winnow.text.EntitySpan;
import java.util.List;

/**
 * What one annotator returned for one sentence.
 *
 * @param sentenceId the sentence
 * @param annotatorId the annotator, as the vendor names them
 * @param spans entity spans in reading order; none overlap
 * @since 0.1.0
 */
public record Annotation(
    String sentenceId, String annotatorId, AnnotationStatus status, List<EntitySpan> spans) {

  public Annotation {
    spans = spans.stream().sorted().toList();
  }
}
