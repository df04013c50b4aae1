package io.winnow.jobs.labels;

/** A decision that can't be; the message says why. */
public final class DecisionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DecisionException(String message) {
    super(message);
  }
}
