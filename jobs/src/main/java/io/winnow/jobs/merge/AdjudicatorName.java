package io.winnow.jobs.merge;

/** The adjudicators that configuration can name. */
public enum AdjudicatorName {
  /** A vote on whole spans. */
  MAJORITY
}
