package io.winnow.files;

/** Bytes are no text in the encoding they were said to be in. The message is a sentence's rest. */
public final class MalformedTextException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedTextException(String message) {
    super(message, null, false, false);
  }
}
