package io.winnow.jobs.merge;

/**
 * A file that an earlier merge read is not what it was; the message says which.
 *
 * @since 0.1.0
 */
public final class DeliveryLostException extends RuntimeException {

  DeliveryLostException(String message) {
    super(message);
  }
}
