package io.winnow.jobs.merge;

/**
 * So much of what came back is wrong that none of it is merged; the message says where it lies.
 *
 * @since 0.1.0
 */
public final class TooManyRejectsException extends RuntimeException {

  TooManyRejectsException(String message) {
    super(message);
  }
}
