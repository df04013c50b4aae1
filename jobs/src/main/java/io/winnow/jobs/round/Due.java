package io.winnow.jobs.round;

import io.winnow.jobs.round.JobSettings.RoundSettings;

import io.winnow.jobs.Deadline;
import io.winnow.jobs.merge.MergeJob;
import io.winnow.jobs.merge.MergeSettings;
import io.winnow.jobs.select.SelectJob;
import io.winnow.jobs.stop.StopRule;
import io.winnow.jobs.stop.StopSettings;
import io.winnow.jobs.stop.Stopping;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.Optional;

/**
 * The step that a workspace waits for, told from its pointers alone: so whoever asks, on whatever
 * machine, after whatever was killed, gets the same answer.
 *
 * @param round the round that the step belongs to
 */
public record Due(int round, Step step) {

  public static Due in(
      Workspace workspace,
      MergeSettings merge,
      RoundSettings rounds,
      StopSettings stop,
      Deadline deadline) {
    if (workspace.corpus().latest().isEmpty()) {
      return new Due(0, Step.INIT);
    }
    if (workspace.baseModel().latest().isEmpty()) {
      return new Due(0, Step.IMPORT_MODEL);
    }
    int round = 0;
    while (workspace.evaluation(round).latest().isPresent()) {
      if (round == rounds.last()) {
        return new Due(round, Step.FINISHED);
      }
      round++;
    }
    if (round > 0 && !hasBegun(workspace, round) && isEnough(workspace, stop)) {
      return new Due(round - 1, Step.STOPPED);
    }
    return new Due(round, step(workspace, merge, deadline, round));
  }

  /** A round that somebody has begun is brought to its end. */
  private static boolean hasBegun(Workspace workspace, int round) {
    return workspace.scores(round).latest().isPresent()
        || workspace.selection(round).latest().isPresent();
  }

  private static boolean isEnough(Workspace workspace, StopSettings stop) {
    return stop.rule() != StopRule.NONE && Stopping.of(workspace, stop).end().isPresent();
  }

  private static Step step(Workspace workspace, MergeSettings merge, Deadline deadline, int round) {
    if (workspace.model(round).latest().isPresent()) {
      return Step.EVALUATE;
    }
    if (workspace.outbox(round).latest().isPresent()) {
      if (MergeJob.hasNews(workspace, merge, deadline)) {
        return Step.MERGE;
      }
      return enoughReturned(workspace, merge, round) ? Step.TRAIN : Step.WAIT;
    }
    Optional<Pointer> selection = workspace.selection(round).latest();
    if (selection.isPresent()) {
      return afterSelection(selection.get());
    }
    boolean scored = round == 0 || workspace.scores(round).latest().isPresent();
    return scored ? Step.SELECT : Step.SCORE;
  }

  private static Step afterSelection(Pointer selection) {
    if (selection.count("sentences") > 0) {
      return Step.HAND_OFF;
    }
    return SelectJob.leftBy(selection) > 0 ? Step.NOTHING_CHOSEN : Step.POOL_EMPTY;
  }

  private static boolean enoughReturned(Workspace workspace, MergeSettings merge, int round) {
    Optional<Pointer> labels = workspace.labels().latest();
    if (labels.isEmpty()) {
      return false;
    }
    return Returned.of(labels.get(), round).isEnough(merge.minReturnedShare());
  }
}
