package io.winnow.notebook;

/** A command failed; the message is what it said. */
public final class NotebookException extends RuntimeException {

  NotebookException(String message) {
    super(message);
  }
}
