package io.winnow.jobs.handoff;

import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import java.time.Duration;

/**
 * The keys {@code vendor.*}.
 *
 * @param batchSentences sentences in an annotation batch
 * @param annotatorsPerSentence different annotators who are to label each sentence
 * @param knownShare sentences with a known answer that are mixed in, as a share of the selection
 * @param repeatShare sentences that go out a second time, as a share of the selection
 * @param deadline how long to wait for annotations after the hand-off; zero: for ever
 */
@Section("vendor")
public record HandoffSettings(
    int batchSentences,
    int annotatorsPerSentence,
    double knownShare,
    double repeatShare,
    Duration deadline) {

  public HandoffSettings {
    Validation.of(HandoffSettings.class)
        .atLeast("batch-sentences", 1, batchSentences)
        .atLeast("annotators-per-sentence", 1, annotatorsPerSentence)
        .share("known-share", knownShare)
        .share("repeat-share", repeatShare)
        .done();
  }

  /** Whether control items are mixed in at all. */
  public boolean mixesControls() {
    return knownShare > 0 || repeatShare > 0;
  }
}
