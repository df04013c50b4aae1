package io.winnow.jobs.merge;

import io.winnow.jobs.Checks;

/**
 * The keys {@code merge.*}.
 *
 * @param maxRejectShare if a larger share of the returned rows is rejected, nothing is merged
 * @param minReturnedShare share of the sent sentences that need all their answers before training
 */
public record MergeSettings(
    AdjudicatorName adjudicator, double maxRejectShare, double minReturnedShare) {

  public MergeSettings {
    Checks.of("merge")
        .share("max-reject-share", maxRejectShare)
        .share("min-returned-share", minReturnedShare)
        .done();
  }
}
