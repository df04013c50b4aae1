package io.winnow.jobs;

/** A job was asked for before one that must come first; the message names that one. */
public final class StepMissingException extends RuntimeException {

  public StepMissingException(String message) {
    super(message);
  }
}
