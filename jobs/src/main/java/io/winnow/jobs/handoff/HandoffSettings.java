package io.winnow.jobs.handoff;

import io.winnow.contract.Signatures;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import java.time.Duration;

/** The keys {@code vendor.*}. */
@Section("vendor")
public record HandoffSettings(
    int batchSentences,
    int annotatorsPerSentence,
    double knownShare,
    double repeatShare,
    double maxUnchangedShare,
    Duration deadline,
    Signatures signatures,
    RedactionSettings redaction) {

  public HandoffSettings {
    Validation.of(HandoffSettings.class)
        .atLeast("batch-sentences", 1, batchSentences)
        .atLeast("annotators-per-sentence", 1, annotatorsPerSentence)
        .share("known-share", knownShare)
        .share("repeat-share", repeatShare)
        .share("max-unchanged-share", maxUnchangedShare)
        .done();
  }

  /** Whether control items are mixed in at all. */
  public boolean mixesControls() {
    return knownShare > 0 || repeatShare > 0;
  }
}
