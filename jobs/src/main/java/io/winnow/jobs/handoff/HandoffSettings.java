package io.winnow.jobs.handoff;

import io.winnow.jobs.Checks;

/**
 * The keys {@code vendor.*}.
 *
 * @param batchSentences sentences in an annotation batch
 * @param annotatorsPerSentence different annotators that shall label each sentence
 */
public record HandoffSettings(int batchSentences, int annotatorsPerSentence) {

  public HandoffSettings {
    Checks.of("vendor")
        .atLeast("batch-sentences", 1, batchSentences)
        .atLeast("annotators-per-sentence", 1, annotatorsPerSentence)
        .done();
  }
}
