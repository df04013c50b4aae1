package io.winnow.contract;

import java.util.List;

/**
 * A round's hand-off, read back and found whole.
 *
 * @param sentences in the order of the batches
 */
public record Outbox(BatchManifest manifest, List<SentSentence> sentences) {

  public Outbox {
    sentences = List.copyOf(sentences);
  }

  public SentSentences lookup() {
    return new SentSentences(sentences);
  }
}
