package io.winnow.jobs.ingest;

import io.winnow.settings.Section;
import io.winnow.settings.Validation;

/**
 * The keys {@code init.*}.
 *
 * @param emptyGold what becomes of labels that hold no entity at all
 */
@Section("init")
public record IngestSettings(
    InputSettings input, double holdoutShare, long holdoutSentences, EmptyGold emptyGold) {

  /** What to do if a labelled input has no entity of the workspace's types. */
  public enum EmptyGold {
    REFUSE,
    ACCEPT
  }

  public IngestSettings {
    Validation.of(IngestSettings.class)
        .shareBelowOne("holdout-share", holdoutShare)
        .atLeast("holdout-sentences", 0, holdoutSentences)
        .done();
  }
}
