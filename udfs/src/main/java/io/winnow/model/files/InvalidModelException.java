package io.winnow.model.files;

/**
 * A model folder that can't be used; the message names the file and the way out.
 *
 * @since 0.1.0
 */
public final class InvalidModelException extends RuntimeException {

  public InvalidModelException(String message) {
    super(message);
  }

  public InvalidModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
