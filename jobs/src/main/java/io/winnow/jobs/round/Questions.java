package io.winnow.jobs.round;

import io.winnow.foreign.PassedOver;
import io.winnow.jobs.Published;
import io.winnow.jobs.merge.Inboxes;
import io.winnow.jobs.merge.MergeJob;
import io.winnow.jobs.select.SelectJob;
import io.winnow.jobs.stop.StopSettings.StopRule;
import io.winnow.jobs.stop.Stopping;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people and schedulers ask of a workspace: what is due, is there news, what came back, what
 * is left. Answered from the pointers of one snapshot alone: so whoever asks, on whatever machine,
 * after whatever was killed, gets the same answer.
 */
public record Questions(Published published, JobSettings settings, Instant overdue) {

  public static Questions of(Published published, JobSettings settings, Clock clock) {
    return new Questions(published, settings, settings.overdue(clock));
  }

  public Due due() {
    if (!published.has(workspace().corpus())) {
      return new Due(0, Step.INIT);
    }
    if (!published.has(workspace().baseModel())) {
      return new Due(0, Step.IMPORT_MODEL);
    }
    int round = 0;
    while (published.has(workspace().evaluation(round))) {
      if (round == settings.round().last()) {
        return new Due(round, Step.FINISHED);
      }
      round++;
    }
    if (round > 0 && !hasBegun(round) && isEnough()) {
      return new Due(round - 1, Step.STOPPED);
    }
    return new Due(round, step(round));
  }

  /** Whether a merge would change the label store. */
  public boolean hasNews() {
    return new MergeJob(settings.merge(), settings.handoff().signatures(), overdue)
        .hasNews(published);
  }

  /** What lies in the inboxes and is no return, nor can be read as one. */
  public List<PassedOver> notRead() {
    return Inboxes.of(published).passedOver();
  }

  public Returned returned(int round) {
    return published
        .latest(workspace().labels())
        .map(labels -> Returned.of(labels, round))
        .orElse(Returned.NOTHING);
  }

  /** Sentences of the pool that a round's empty selection has left there. */
  public long left(int round) {
    return published.latest(workspace().selection(round)).map(SelectJob::leftBy).orElse(0L);
  }

  public Stopping stopping() {
    return Stopping.of(published, settings.stop());
  }

  /** A round that somebody has begun is brought to its end. */
  private boolean hasBegun(int round) {
    return published.has(workspace().scores(round)) || published.has(workspace().selection(round));
  }

  private boolean isEnough() {
    return settings.stop().rule() != StopRule.NONE && stopping().end().isPresent();
  }

  private Step step(int round) {
    if (published.has(workspace().model(round))) {
      return Step.EVALUATE;
    }
    if (published.has(workspace().outbox(round))) {
      if (hasNews()) {
        return Step.MERGE;
      }
      boolean isEnough = returned(round).isEnough(settings.merge().minReturnedShare());
      return isEnough ? Step.TRAIN : Step.WAIT;
    }
    Optional<Pointer> selection = published.latest(workspace().selection(round));
    if (selection.isPresent()) {
      return afterSelection(selection.get());
    }
    boolean isScored = round == 0 || published.has(workspace().scores(round));
    return isScored ? Step.SELECT : Step.SCORE;
  }

  private static Step afterSelection(Pointer selection) {
    if (selection.count("sentences") > 0) {
      return Step.HAND_OFF;
    }
    return SelectJob.leftBy(selection) > 0 ? Step.NOTHING_CHOSEN : Step.POOL_EMPTY;
  }

  private Workspace workspace() {
    return published.workspace();
  }
}
