package io.winnow.jobs.experiment;

import io.winnow.workspace.Pointer;
import io.winnow.workspace.Snapshot;
import io.winnow.workspace.Workspace;
import java.util.List;

/** Progress of the runs of an experiment, computed from the files in its folder. */
record Standing(ExperimentPlan plan, long poolWords, ExperimentFolders folders, PointTable points) {

  /** Rounds that a run lacks, as far as budgets tell; 0 only if it is over. */
  int missing(String strategy, long seed) {
    int played = 0;
    while (points.has(strategy, seed, played)) {
      played++;
    }
    if (played == 0) {
      return plan.expectedRounds(poolWords);
    }
    Workspace run = played == 1 ? folders.start(seed) : folders.run(strategy, seed);
    boolean isOver = !goesOn(run, played) || hasChosenNothing(folders.run(strategy, seed), played);
    return isOver ? 0 : Math.max(1, plan.expectedRounds(poolWords) - played);
  }

  /** Whether a run continues after this number of rounds, unless its pool is empty. */
  boolean goesOn(Workspace run, int played) {
    // A run that is taken up may have labels of later rounds.
    List<Pointer> labels = new Snapshot(run).history(run.labels());
    long words = played > labels.size() ? 0 : labels.get(played - 1).count("words");
    return plan.goesOn(played, words, poolWords);
  }

  private static boolean hasChosenNothing(Workspace run, int round) {
    return new Snapshot(run)
        .latest(run.selection(round))
        .filter(it -> it.count("sentences") == 0)
        .isPresent();
  }
}
