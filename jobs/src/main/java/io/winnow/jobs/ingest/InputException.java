package io.winnow.jobs.ingest;

/**
 * An input that can't be read as asked; the message names it and the way out.
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

  /** For a failure deep inside Spark or Hadoop: says what is at its root. */
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
