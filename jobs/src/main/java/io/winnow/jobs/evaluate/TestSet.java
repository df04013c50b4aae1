package io.winnow.jobs.evaluate;

import io.winnow.jobs.Published;
import io.winnow.jobs.ingest.InitJob;
import io.winnow.workspace.Snapshot;

/** Whether a workspace has sentences to measure models on, and what is to be said if not. */
public final class TestSet {

  /** To stand after what can't be done. */
  public static final String WAY_TO_ONE =
      "for F1, make a new workspace by 'winnow init' with a test set (--holdout FILE) or"
          + " init.holdout-share above 0";

  private TestSet() {}

  /** Whether sentences are held out, their labels known or not; true before there is a corpus. */
  public static boolean isThere(Snapshot snapshot) {
    return snapshot
        .latest(snapshot.workspace().corpus())
        .map(corpus -> corpus.count(InitJob.HOLDOUT_SENTENCES) > 0)
        .orElse(true);
  }

  /** A sentence without a full stop. */
  public static String none(Published published) {
    return "%s has no test set to measure F1 on: %s".formatted(published.workspace(), WAY_TO_ONE);
  }
}
