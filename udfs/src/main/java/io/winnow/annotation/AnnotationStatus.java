package io.winnow.annotation;

/**
 * What an annotator did with a sentence.
 *
 * @since 0.1.0
 */
public enum AnnotationStatus {
  /** Labelled; no span means that the sentence holds no entity. */
  DONE,
  /** Not labelled, such as for a sentence that can't be read; says nothing about its entities. */
  SKIPPED,
  /** Labelled, but the annotator doubts it. */
  UNSURE
}
