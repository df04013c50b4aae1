package io.winnow.jobs;

/**
 * How a job ended, if it did not fail.
 *
 * @since 0.1.0
 */
public enum Outcome {
  /** It did its work and published it. */
  DONE,
  /** Its work was published before; it did nothing. */
  DONE_BEFORE,
  /** It has nothing to do until the vendor delivers. */
  WAITING
}
