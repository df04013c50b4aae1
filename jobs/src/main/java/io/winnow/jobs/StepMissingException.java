package io.winnow.jobs;

/** A job needs the result of an earlier step that has not run; the message names the step. */
public final class StepMissingException extends RuntimeException {

  public StepMissingException(String message) {
    super(message);
  }
}
