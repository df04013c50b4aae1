package io.winnow.jobs;

/**
 * A job can't continue; the message says why and what to do.
 *
 * @since 0.1.0
 */
public final class JobFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JobFailedException(String message) {
    super(message);
  }
}
