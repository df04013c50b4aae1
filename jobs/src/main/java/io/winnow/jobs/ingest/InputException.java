package io.winnow.jobs.ingest;

/**
 * An input can't be read; the message names it and says what to do.
 *
 * @since 0.1.0
 */
public final class InputException extends RuntimeException {

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }

  /** For a failure inside Spark or Hadoop: the message of its root cause. */
  static InputException unreadable(String uri, Exception failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new InputException(
        "Cannot read %s: %s: %s".formatted(uri, root.getClass().getSimpleName(), root.getMessage()),
        failure);
  }
}
