package io.winnow.jobs;

/** A job can't continue; the message says why and what to do. */
public final class JobFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JobFailedException(String message) {
    super(message);
  }
}
