package io.winnow.jobs.train;

/** What of a settled label training takes for the truth. */
public enum LabelWeights {
  /** The settled spans, as if they were certain. */
  HARD,
  /**
   * For each word, how probable adjudication finds each tag: what annotators were divided over
   * pulls the model less than what they agreed on. A label that has none counts as certain.
   */
  POSTERIOR
}
