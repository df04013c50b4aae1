package io.winnow.workspace;

/**
 * The workspace was deleted, or moved away, while a run worked in it.
 *
 * @since 0.1.0
 */
public final class WorkspaceGoneException extends WorkspaceException {

  WorkspaceGoneException(Workspace workspace) {
    super(message(workspace));
  }

  /**
   * @param cause what the run met with, since its files were gone
   */
  WorkspaceGoneException(Workspace workspace, Throwable cause) {
    super(message(workspace), cause);
  }

  private static String message(Workspace workspace) {
    return "The workspace %s was deleted or moved away while this run worked in it. Nothing more was published there, and nothing was made anew. Put it back, or begin with 'winnow init'"
        .formatted(workspace);
  }
}
