package io.winnow.jobs.round;

import io.winnow.jobs.evaluate.EvaluateSettings;
import io.winnow.jobs.handoff.HandoffSettings;
import io.winnow.jobs.labels.LabelSettings;
import io.winnow.jobs.merge.MergeSettings;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.select.SelectSettings;
import io.winnow.jobs.stop.StopSettings;
import io.winnow.jobs.train.TrainSettings;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The settings of every job that a round may run. */
@Section("")
public record JobSettings(
    LabelSettings labels,
    ScoreSettings score,
    SelectSettings select,
    HandoffSettings handoff,
    MergeSettings merge,
    TrainSettings train,
    RoundSettings round,
    StopSettings stop) {

  /** The same, with rounds that no rule ends. */
  public JobSettings neverStopping() {
    return new JobSettings(labels, score, select, handoff, merge, train, round, stop.neverEnding());
  }

  /** What the vendor got by then, and did not answer, is waited for no longer. */
  public Instant overdue(Clock clock) {
    Duration waiting = handoff.deadline();
    return waiting.isZero() ? Instant.MIN : clock.instant().minus(waiting);
  }

  /** The keys {@code round.*}, and those of the measurement that each round ends with. */
  @Section("round")
  public record RoundSettings(int last, EvaluateSettings evaluate) {

    /** Rounds go on as long as there are sentences to select. */
    public static final int UNTIL_POOL_IS_EMPTY = -1;

    public RoundSettings {
      Validation.of(RoundSettings.class).atLeast("last", UNTIL_POOL_IS_EMPTY, last).done();
    }
  }
}
