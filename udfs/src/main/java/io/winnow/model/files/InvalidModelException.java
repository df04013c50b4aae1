package io.winnow.model.files;

/**
 * A model folder that can't be used; the message names the file and the way out.
 *
 * @since 0.1.0
 */
public final class InvalidModelException extends RuntimeException {

  /** A message shows parts of files, which may be of any length. */
  private static final int LONGEST = 4_000;

  private static final int LAST = 1_000;

  public InvalidModelException(String message) {
    super(bounded(message));
  }

  public InvalidModelException(String message, Throwable cause) {
    super(bounded(message), cause);
  }

  /** What is wrong stands at a message's beginning, the way out at its end. */
  private static String bounded(String message) {
    int left = message.length() - LONGEST;
    return left <= 0
        ? message
        : "%s [%,d characters] %s"
            .formatted(
                message.substring(0, LONGEST - LAST),
                left,
                message.substring(message.length() - LAST));
  }
}
