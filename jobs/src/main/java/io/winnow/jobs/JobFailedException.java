package io.winnow.jobs;

/**
 * A job that must not go on; the message names why, and the way out.
 *
 * @since 0.1.0
 */
public final class JobFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JobFailedException(String message) {
    super(message);
  }
}
