package io.winnow.jobs;

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

  /** Such as {@code score}: in manifests, metrics and Spark's UI. */
  String name();

  /** Such as {@code Score of round 3}: in messages. */
  String title();

  /** Where it publishes. */
  Shelf shelf(Workspace workspace);

  /**
   * How the job ends without a run: it was done before, or has nothing to do yet. Empty: it runs.
   *
   * @throws RuntimeException if the job must not run
   */
  default Optional<Ending> withoutRun(Runner runner, Published published) {
    return published
        .latest(shelf(published.workspace()))
        .map(pointer -> Ending.doneBefore(title(), pointer));
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
