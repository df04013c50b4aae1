package io.winnow.annotation;

/** Whether the words themselves tell something of their tags. */
public enum TextModel {
  /** The annotators' answers alone. */
  NONE,
  /** Each tag has a distribution over word forms, see {@link Judgements#form}. */
  WORD_FORMS
}
