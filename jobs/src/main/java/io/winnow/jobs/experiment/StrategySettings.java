package io.winnow.jobs.experiment;

import io.winnow.jobs.round.JobSettings;

/** The settings of the jobs of a run, which differ by strategy and budget alone. */
public interface StrategySettings {

  /**
   * @param config every setting as resolved, as JSON, for manifests
   */
  record Configured(JobSettings jobs, String config) {}

  /** The strategy of first rounds, and of the baseline. */
  String RANDOM = "random";

  /**
   * @param strategy as the person wrote it
   * @param words budget of a round
   */
  Configured of(String strategy, long words);
}
