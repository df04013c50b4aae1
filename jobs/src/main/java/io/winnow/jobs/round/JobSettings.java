package io.winnow.jobs.round;

import io.winnow.jobs.Deadline;
import io.winnow.jobs.LabelSettings;
import io.winnow.jobs.handoff.HandoffSettings;
import io.winnow.jobs.merge.MergeSettings;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.select.SelectSettings;
import io.winnow.jobs.stop.StopSettings;
import io.winnow.jobs.train.TrainSettings;
import io.winnow.jobs.weak.WeakSettings;
import java.time.Clock;

/** The settings of every job that a round may run. */
public record JobSettings(
    LabelSettings labels,
    WeakSettings weak,
    ScoreSettings score,
    SelectSettings select,
    HandoffSettings handoff,
    MergeSettings merge,
    TrainSettings train,
    RoundSettings round,
    StopSettings stop) {

  /** The same, with rounds that no rule ends. */
  public JobSettings neverStopping() {
    return new JobSettings(
        labels, weak, score, select, handoff, merge, train, round, stop.neverEnding());
  }

  /** How long the vendor is waited for, seen from now. */
  public Deadline deadline(Clock clock) {
    return new Deadline(handoff.deadline(), clock.instant());
  }
}
