package io.winnow.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a model predicts for one sentence, or why it predicts nothing. */
public sealed interface Prediction {

  /**
   * @param logProbabilities [words, tags] natural-log probabilities, row-major
   * @param committee as many of them as passes with dropout were asked for
   * @param embedding [hidden], the mean of the last layer's states over the sentence's sub-words,
   *     without special tokens; where windows overlap, a sub-word counts in each. Empty if not
   *     asked for, or if there are no words
   */
  record Predicted(float[] logProbabilities, List<float[]> committee, float[] embedding)
      implements Prediction {}

  record SetAside(Reason reason, String message) implements Prediction {}

  enum Reason {
    /** A window of it does not fit into memory even alone. */
    OUT_OF_MEMORY,
    /** The tokenizer cannot encode it. */
    UNREADABLE;

    /** As tables have it, such as {@code out-of-memory}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * The predictions for sentences, and what they cost.
   *
   * @param sentences in the order in which they were given
   * @param tokens sub-words encoded, special tokens and repeated context included
   * @param paddedTokens sub-words computed on: those encoded and what filled batches up
   * @param batches forward passes that succeeded
   * @param splits how often a batch did not fit into memory and was done in halves
   */
  record Result(
      List<Prediction> sentences, long tokens, long paddedTokens, long batches, int splits) {

    /**
     * @throws IllegalStateException if a sentence was set aside
     */
    public List<float[]> logProbabilities() {
      List<float[]> all = new ArrayList<>(sentences.size());
      for (Prediction sentence : sentences) {
        if (sentence instanceof SetAside aside) {
          throw new IllegalStateException(
              "Sentence %d of %d has no prediction: %s"
                  .formatted(all.size() + 1, sentences.size(), aside.message()));
        }
        all.add(((Predicted) sentence).logProbabilities());
      }
      return all;
    }
  }
}
