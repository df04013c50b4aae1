package io.winnow.config;

import io.winnow.jobs.Checks;
import io.winnow.jobs.LabelSettings;
import io.winnow.jobs.handoff.HandoffSettings;
import io.winnow.jobs.ingest.IngestSettings;
import io.winnow.jobs.merge.MergeSettings;
import io.winnow.jobs.metrics.MetricsSettings;
import io.winnow.jobs.review.ReviewSettings;
import io.winnow.jobs.round.JobSettings;
import io.winnow.jobs.round.RoundSettings;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.select.SelectSettings;
import io.winnow.jobs.stop.StopSettings;
import io.winnow.jobs.train.TrainSettings;
import io.winnow.jobs.weak.WeakSettings;
import java.time.Duration;

/**
 * All settings, checked.
 *
 * @param lease how long a driver that is not heard of counts as alive
 * @param resolved every key with its value, as a JSON object, for manifests
 */
public record WinnowConfig(
    long seed,
    LabelSettings labels,
    WeakSettings weak,
    IngestSettings ingest,
    ScoreSettings score,
    SelectSettings select,
    HandoffSettings handoff,
    MergeSettings merge,
    TrainSettings train,
    ReviewSettings review,
    RoundSettings round,
    StopSettings stop,
    MetricsSettings metrics,
    Duration lease,
    String resolved) {

  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

  public WinnowConfig {
    Checks checks = Checks.of("workspace");
    if (lease.compareTo(SHORTEST_LEASE) < 0) {
      checks.add(
          "lease",
          "must be at least %d ms, not %d ms"
              .formatted(SHORTEST_LEASE.toMillis(), lease.toMillis()));
    }
    checks.done();
  }

  /** Of every job that a round may run. */
  public JobSettings jobs() {
    return new JobSettings(labels, weak, score, select, handoff, merge, train, round, stop);
  }
}
