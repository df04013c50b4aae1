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
    ControlSettings controls,
    ShownSettings shown,
    double maxUnchangedShare,
    Duration deadline,
    Signatures signatures,
    RedactionSettings redaction) {

  public HandoffSettings {
    Validation.of(HandoffSettings.class)
        .atLeast("batch-sentences", 1, batchSentences)
        .atLeast("annotators-per-sentence", 1, annotatorsPerSentence)
        .share("max-unchanged-share", maxUnchangedShare)
        .done();
  }
}
