package io.winnow.jobs.merge;

/**
 * Nothing is merged: too many returned rows are rejected, or a file that an earlier merge read is
 * not what it was. The message says which and what to do.
 *
 * @since 0.1.0
 */
public final class MergeRefusedException extends RuntimeException {

  MergeRefusedException(String message) {
    super(message);
  }
}
