package io.winnow.jobs;

/**
 * A job was asked for before one that must come first; the message names that one.
 *
 * @since 0.1.0
 */
public final class StepMissingException extends RuntimeException {

  public StepMissingException(String message) {
    super(message);
  }
}
