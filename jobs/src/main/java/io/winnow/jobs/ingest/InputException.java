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

  /** For a failure inside Spark or Hadoop, with the message of its root cause; or that itself. */
  static InputException of(String uri, Exception failure) {
    Throwable root = failure;
    while (root.getCause() != null && !(root instanceof InputException)) {
      root = root.getCause();
    }
    if (root instanceof InputException known) {
      return known;
    }
    return new InputException(
        "Cannot read %s: %s: %s".formatted(uri, root.getClass().getSimpleName(), root.getMessage()),
        failure);
  }
}
