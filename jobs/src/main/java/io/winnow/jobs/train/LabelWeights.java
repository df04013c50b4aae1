package io.winnow.jobs.train;

/** What training takes as the truth of a settled label. */
public enum LabelWeights {
  /** The settled spans, as if they were certain. */
  HARD,
  /**
   * For each word, how probable adjudication finds each tag: what annotators were divided over
   * pulls the model less than what they agreed on. A label that has none counts as certain.
   */
  POSTERIOR
}
