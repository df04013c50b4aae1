package io.winnow.jobs.stop;

/** Which of the rules ends the rounds. */
public enum StopRule {
  /** None does: all of them only give their opinion. */
  NONE,
  STABLE_PREDICTIONS,
  UNCERTAINTY,
  EXPECTED_GAIN
}
