package io.winnow.evaluation;

import java.io.Serializable;

/**
 * The share of words with the right tag, {@code O} among them: conlleval's "accuracy". High for any
 * model, as most words are {@code O}; entities are judged by {@link SpanF1}.
 */
public record WordAccuracy(long words, long correct) implements Serializable {

  public static final WordAccuracy NONE = new WordAccuracy(0, 0);

  /** One sentence, a tag id a word. */
  public static WordAccuracy of(int[] gold, int[] predicted) {
    if (gold.length != predicted.length) {
      throw new IllegalArgumentException(
          "Cannot compare %d gold and %d predicted tags".formatted(gold.length, predicted.length));
    }
    int correct = 0;
    for (int word = 0; word < gold.length; word++) {
      correct += gold[word] == predicted[word] ? 1 : 0;
    }
    return new WordAccuracy(gold.length, correct);
  }

  public WordAccuracy plus(WordAccuracy other) {
    return new WordAccuracy(words + other.words, correct + other.correct);
  }

  /** In 0 to 1; 0 where there is no word. */
  public double share() {
    return words == 0 ? 0 : (double) correct / words;
  }
}
