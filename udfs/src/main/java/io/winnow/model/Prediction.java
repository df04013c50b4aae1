package io.winnow.model;

import io.winnow.acquisition.Committee;
import io.winnow.acquisition.WordDistributions;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a model predicts for one sentence, or why it predicts nothing. */
public sealed interface Prediction {

  /**
   * @param words the places in the sentence of the words that the model saw, rising. A word of
   *     which the tokenizer leaves nothing is not among them: its distribution is missing
   * @param logProbabilities [those words, tags] natural-log probabilities, row-major
   * @param committee as many of them as passes with dropout were asked for
   * @param embedding [hidden], the mean of the last layer's states over the sentence's sub-words,
   *     without special tokens; where windows overlap, a sub-word counts in each. Empty if not
   *     asked for, or if the model saw no word
   */
  record Predicted(
      int[] words, float[] logProbabilities, List<float[]> committee, float[] embedding)
      implements Prediction, Serializable {

    /** Nothing for a sentence of which the model saw no word. */
    public Optional<WordDistributions> distributions() {
      return words.length == 0 ? Optional.empty() : Optional.of(distributions(logProbabilities));
    }

    /**
     * The passes with dropout over a sentence of which the model saw a word; at least one was asked
     * for.
     */
    public Committee passes() {
      return new Committee(committee.stream().map(this::distributions).toList());
    }

    /** With rows over other tags. */
    Predicted with(UnaryOperator<float[]> rows) {
      return new Predicted(
          words, rows.apply(logProbabilities), committee.stream().map(rows).toList(), embedding);
    }

    private WordDistributions distributions(float[] pass) {
      return new WordDistributions(pass, words, pass.length / words.length);
    }
  }

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

    /** With rows over other tags. */
    Result with(UnaryOperator<float[]> rows) {
      List<Prediction> changed =
          sentences.stream()
              .map(it -> it instanceof Predicted predicted ? predicted.with(rows) : it)
              .toList();
      return new Result(changed, tokens, paddedTokens, batches, splits);
    }

    /**
     * @return as {@link Predicted#logProbabilities}
     * @throws IllegalStateException if a sentence was set aside
     */
    public List<float[]> logProbabilities() {
      return predicted().stream().map(Predicted::logProbabilities).toList();
    }

    /**
     * @throws IllegalStateException if a sentence was set aside
     */
    public List<Predicted> predicted() {
      List<Predicted> all = new ArrayList<>(sentences.size());
      for (Prediction sentence : sentences) {
        if (sentence instanceof SetAside aside) {
          throw new IllegalStateException(
              "Sentence %d of %d has no prediction: %s"
                  .formatted(all.size() + 1, sentences.size(), aside.message()));
        }
        all.add((Predicted) sentence);
      }
      return all;
    }
  }
}
