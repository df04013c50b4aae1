package io.winnow.config;

import io.winnow.jobs.ingest.IngestSettings;
import io.winnow.jobs.metrics.MetricsSettings;
import io.winnow.jobs.review.ReviewSettings;
import io.winnow.jobs.round.JobSettings;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import java.time.Duration;

/**
 * All settings, validated.
 *
 * @param jobs of every job that a round may run
 * @param resolved every key with its value, as a JSON object, for manifests
 */
public record WinnowConfig(
    long seed,
    IngestSettings ingest,
    JobSettings jobs,
    ReviewSettings review,
    MetricsSettings metrics,
    WorkspaceSettings workspace,
    String resolved) {

  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

  /** The keys {@code workspace.*}. */
  @Section("workspace")
  public record WorkspaceSettings(Duration lease) {

    public WorkspaceSettings {
      Validation.of(WorkspaceSettings.class)
          .require(
              lease.compareTo(SHORTEST_LEASE) >= 0,
              "lease",
              "must be at least %d ms, not %d ms"
                  .formatted(SHORTEST_LEASE.toMillis(), lease.toMillis()))
          .done();
    }
  }
}
