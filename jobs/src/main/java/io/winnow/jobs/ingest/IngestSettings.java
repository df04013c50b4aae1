package io.winnow.jobs.ingest;

import io.winnow.settings.Section;
import io.winnow.settings.Validation;

/**
 * The keys {@code init.*}.
 *
 * @param source name that sentence ids are made from; empty: the input's file name
 * @param holdoutShare share of the sentences held out where no test set is given
 * @param holdoutSentences at most so many are held out
 * @param maxBadRecords how many records may be unreadable
 */
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
