package io.winnow.annotation;

import io.winnow.text.LabelScheme;

/** What an annotator's tag of a word depends on in the model, besides the annotator. */
enum AnnotatorModel {
  /** The true tag: Dawid and Skene's confusion matrix, "CM" with Simpson and Gurevych. */
  CONFUSION_MATRIX,
  /**
   * The true tag and what the same annotator said of the word before ({@code O} before the first):
   * "seq" in Simpson and Gurevych. An annotator who missed the first word of a name can't continue
   * with its second, so this is not a further error.
   */
  SEQUENTIAL;

  /** Number of contexts that an annotator's tags are distinguished by. */
  int contexts(LabelScheme scheme) {
    return this == SEQUENTIAL ? scheme.tagCount() : 1;
  }

  /** The context of the tag that an annotation gives a word. */
  int context(Judgements judgements, int annotation, int word) {
    return this == SEQUENTIAL && word > 0 ? judgements.tag(annotation, word - 1) : 0;
  }

  /** Whether a tag can be said in a context. */
  boolean allows(int context, int tag) {
    return this == CONFUSION_MATRIX || LabelScheme.mayFollow(context, tag);
  }
}
