package io.winnow.jobs.merge;

/** So much of what came back is wrong that none of it is merged; the message says where it lies. */
public final class TooManyRejectsException extends RuntimeException {

  TooManyRejectsException(String message) {
    super(message);
  }
}
