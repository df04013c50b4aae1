package io.winnow.jobs.ingest;

import io.winnow.settings.Section;
import io.winnow.settings.Validation;

/** The keys {@code init.*}. */
@Section("init")
public record IngestSettings(
    String source,
    InputFormat format,
    double holdoutShare,
    long holdoutSentences,
    long maxBadRecords) {

  public IngestSettings {
    Validation.of(IngestSettings.class)
        .shareBelowOne("holdout-share", holdoutShare)
        .atLeast("holdout-sentences", 0, holdoutSentences)
        .atLeast("max-bad-records", 0, maxBadRecords)
        .done();
  }
}
