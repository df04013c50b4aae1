package io.winnow.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model made of sentences, and what it cost.
 *
 * @param sentences in the order in which they were given
 * @param tokens sub-words read, special tokens and repeated context included
 * @param paddedTokens sub-words computed on: what was read and what filled batches up
 * @param batches calls of the model that answered
 * @param splits how often a batch did not fit into memory and was read in halves
 */
public record Reading(
    List<SentenceReading> sentences, long tokens, long paddedTokens, long batches, int splits) {

  /**
   * @return for each sentence [words, tags] natural-log probabilities, row-major
   * @throws IllegalStateException if a sentence was set aside
   */
  public List<float[]> logProbabilities() {
    List<float[]> all = new ArrayList<>(sentences.size());
    for (SentenceReading sentence : sentences) {
      if (sentence instanceof SentenceReading.SetAside aside) {
        throw new IllegalStateException(
            "Sentence %d of %d was not read: %s"
                .formatted(all.size() + 1, sentences.size(), aside.message()));
      }
      all.add(((SentenceReading.Read) sentence).logProbabilities());
    }
    return all;
  }
}
