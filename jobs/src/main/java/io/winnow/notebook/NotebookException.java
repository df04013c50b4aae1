package io.winnow.notebook;

/** A command or a step failed; the message is what it said. */
public final class NotebookException extends RuntimeException {

  NotebookException(String message) {
    super(message);
  }

  NotebookException(Throwable cause) {
    super(Forms.plain("winnow: " + cause.getMessage()), cause);
  }
}
