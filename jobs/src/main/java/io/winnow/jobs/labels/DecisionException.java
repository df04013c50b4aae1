package io.winnow.jobs.labels;

/**
 * An invalid decision; the message says why.
 *
 * @since 0.1.0
 */
public final class DecisionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DecisionException(String message) {
    super(message);
  }
}
