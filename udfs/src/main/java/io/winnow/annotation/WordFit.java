package io.winnow.annotation;

/** What was learnt from judgements, with words independent of each other. */
interface WordFit {

  /** {@code [words x tags]}, rows one after the other: how probable each tag of each word is. */
  double[] posteriors(int sentence);

  /** See {@link Adjudication#confusion}. */
  double[][] confusion(int annotator);
}
