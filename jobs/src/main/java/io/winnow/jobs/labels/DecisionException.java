package io.winnow.jobs.labels;

/** An invalid decision; the message says why. */
public final class DecisionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DecisionException(String message) {
    super(message);
  }
}
