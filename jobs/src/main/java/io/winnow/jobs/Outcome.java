package io.winnow.jobs;

/** How a job ended, if it did not fail. */
public enum Outcome {
  /** It did its work and published it. */
  DONE,
  /** Its work was published before; it did nothing. */
  DONE_BEFORE,
  /** It has nothing to do until the vendor delivers. */
  WAITING
}
