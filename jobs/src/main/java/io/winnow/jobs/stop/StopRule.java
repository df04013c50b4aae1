package io.winnow.jobs.stop;

/** Which of the rules ends the rounds. */
public enum StopRule {
  /** No rule ends the rounds: all verdicts are only shown. */
  NONE,
  STABLE_PREDICTIONS,
  UNCERTAINTY,
  EXPECTED_GAIN
}
