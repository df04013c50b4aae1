package io.winnow.exchange;

/** A whole file is not what it was said to be. The message is the rest of a sentence. */
final class NotThatFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotThatFormatException(String message, Throwable cause) {
    super(message, cause);
  }

  NotThatFormatException(String message) {
    super(message);
  }
}
