package io.winnow.jobs;

import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.Optional;

/**
 * A piece of work that publishes once: it reads a snapshot and its settings, and returns what it
 * made. All else is done by the {@link Runner}: whether it was done before, the run id, the
 * manifest, the publication, what is said.
 */
public interface Job {

  /**
   * What tells a job from others.
   *
   * @param name such as {@code score}: in manifests, metrics and Spark's UI
   * @param title such as {@code Score of round 3}: in messages
   * @param shelf where it publishes
   */
  record Identity(String name, String title, Shelf shelf) {

    public Ending doneBefore(Pointer pointer) {
      return new Ending(
          Outcome.DONE_BEFORE,
          Optional.of(pointer),
          Optional.of(
              "%s: done before by run %s at %s; nothing to do"
                  .formatted(title, pointer.run(), pointer.published())));
    }
  }

  Identity identity(Workspace workspace);

  /**
   * How the job ends without a run: it was done before, or has nothing to do yet. Empty: it runs.
   *
   * @throws RuntimeException if the job must not run
   */
  default Optional<Ending> withoutRun(Runner runner, Published published) {
    Identity me = identity(published.workspace());
    return published.latest(me.shelf()).map(me::doneBefore);
  }

  /**
   * Does the work. Tables and files are written to {@link Run#folder}, or below a folder of their
   * own that is named by {@link Run#id}.
   *
   * @return what is to be published
   */
  Publication run(Run run);

  /**
   * Removes what the work needs no longer, once it is published; also when that was done before,
   * since the run that did it may have been killed.
   */
  default void cleanUp(Published published) {}
}
