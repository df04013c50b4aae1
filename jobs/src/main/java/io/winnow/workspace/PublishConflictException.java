package io.winnow.workspace;

import org.apache.hadoop.fs.Path;

/** Another run published first. Nothing was overwritten; no reader uses this run's folder. */
public final class PublishConflictException extends WorkspaceException {

  private final transient RunId winner;

  PublishConflictException(Path pointer, RunId loser, RunId winner) {
    super(
        "Cannot publish run %s: run %s published %s first; start again to build on its result"
            .formatted(loser, winner, pointer));
    this.winner = winner;
  }

  /** The run that published first. */
  public RunId winner() {
    return winner;
  }
}
