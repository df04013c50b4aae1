package io.winnow.jobs;

/**
 * A job needs the result of an earlier step that has not run; the message names the step.
 *
 * @since 0.1.0
 */
public final class StepMissingException extends RuntimeException {

  public StepMissingException(String message) {
    super(message);
  }
}
