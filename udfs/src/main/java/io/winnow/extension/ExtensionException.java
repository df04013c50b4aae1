package io.winnow.extension;

/**
 * Something on the class path that was to extend Winnow and can't; the message names the class, its
 * jar and the way out.
 *
 * @since 0.1.0
 */
public final class ExtensionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ExtensionException(String message, Throwable cause) {
    super(message, cause);
  }
}
