package io.winnow.jobs.handoff;

import io.winnow.jobs.Checks;
import java.time.Duration;

/**
 * The keys {@code vendor.*}.
 *
 * @param batchSentences sentences in an annotation batch
 * @param annotatorsPerSentence different annotators that shall label each sentence
 * @param deadline how long after the hand-off answers are waited for; zero: for ever
 */
public record HandoffSettings(int batchSentences, int annotatorsPerSentence, Duration deadline) {

  public HandoffSettings {
    Checks.of("vendor")
        .atLeast("batch-sentences", 1, batchSentences)
        .atLeast("annotators-per-sentence", 1, annotatorsPerSentence)
        .done();
  }
}
