package io.winnow.annotation;

import io.winnow.text.LabelScheme;

/** What an annotator's tag of a word is taken to depend on, beside the annotator. */
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
   * "seq" with Simpson and Gurevych. Who overlooked the first word of a name can't go on with its
   * second, and so is not charged with it.
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

  /** How many contexts an annotator's answers are told apart by. */
  abstract int contexts(LabelScheme scheme);

  /** The context of the tag that an annotation gives a word. */
  abstract int context(Judgements judgements, int annotation, int word);

  /** Whether a tag can be said in a context. */
  abstract boolean allows(int context, int tag);
}
