package io.winnow.workspace;

/**
 * The workspace can't be used; the message says what was found where, and what to do.
 *
 * @since 0.1.0
 */
public class WorkspaceException extends RuntimeException {

  public WorkspaceException(String message) {
    super(message);
  }

  public WorkspaceException(String message, Throwable cause) {
    super(message, cause);
  }
}
