package io.winnow.annotation;

/** What an {@link Adjudicator} made of {@link Judgements}. Threads may share one. */
public interface Adjudication {

  /**
   * Computed anew at each call, so that no more than one sentence's posteriors need memory.
   *
   * @param sentence its place in the judgements
   */
  AdjudicatedLabel label(int sentence);

  /**
   * How an annotator errs.
   *
   * @param annotator its place in the judgements
   * @return {@code [true tag][said tag]}: probability of what is said, given what is true; each row
   *     sums to 1
   */
  double[][] confusion(int annotator);
}
