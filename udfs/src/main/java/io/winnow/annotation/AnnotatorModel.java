package io.winnow.annotation;

import io.winnow.text.LabelScheme;

/** What an annotator's tag of a word depends on in the model, besides the annotator. */
enum AnnotatorModel {
  /** The true tag: Dawid and Skene's confusion matrix, "CM" with Simpson and Gurevych. */
  CONFUSION_MATRIX {
    @Override
    int contexts(LabelScheme scheme) {
      return 1;
    }

    @Override
    int context(Judgements judgements, int annotation, int word) {
      return 0;
    }

    @Override
    boolean allows(int context, int tag) {
      return true;
    }
  },
  /**
   * The true tag and what the same annotator said of the word before ({@code O} before the first):
   * "seq" in Simpson and Gurevych. An annotator who missed the first word of a name can't continue
   * with its second, so this is not a further error.
   */
  SEQUENTIAL {
    @Override
    int contexts(LabelScheme scheme) {
      return scheme.tagCount();
    }

    @Override
    int context(Judgements judgements, int annotation, int word) {
      return word == 0 ? 0 : judgements.tag(annotation, word - 1);
    }

    @Override
    boolean allows(int context, int tag) {
      return LabelScheme.mayFollow(context, tag);
    }
  };

  /** Number of contexts that an annotator's tags are distinguished by. */
  abstract int contexts(LabelScheme scheme);

  /** The context of the tag that an annotation gives a word. */
  abstract int context(Judgements judgements, int annotation, int word);

  /** Whether a tag can be said in a context. */
  abstract boolean allows(int context, int tag);
}
