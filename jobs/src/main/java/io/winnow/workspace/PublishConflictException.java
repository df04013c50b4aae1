package io.winnow.workspace;

import io.winnow.Internal;
import org.apache.hadoop.fs.Path;

/**
 * Another run published first. Nothing was overwritten; no reader uses this run's folder.
 *
 * @since 0.1.0
 */
public final class PublishConflictException extends WorkspaceException {

  private final transient RunId winner;

  PublishConflictException(Path pointer, RunId loser, RunId winner) {
    super(
        "Cannot publish run %s: run %s published %s first; start again to build on its result"
            .formatted(loser, winner, pointer));
    this.winner = winner;
  }

  /** The run that published first. */
  @Internal
  public RunId winner() {
    return winner;
  }
}
