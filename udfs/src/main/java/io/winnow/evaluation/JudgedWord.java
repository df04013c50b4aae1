package io.winnow.evaluation;

import java.util.Comparator;

/**
 * What {@link ConfidentLearning} says of the tag that a word was given.
 *
 * @param sentence its place
 * @param word its place in the sentence
 * @param given the tag's id
 * @param confident the tag that the model is confident of; the given one where it is of none
 * @param quality of the given tag, see {@link LabelQuality}
 */
public record JudgedWord(int sentence, int word, int given, int confident, double quality)
    implements Comparable<JudgedWord> {

  private static final Comparator<JudgedWord> WORST_FIRST =
      Comparator.<JudgedWord>comparingInt(judged -> judged.isDoubted() ? 0 : 1)
          .thenComparingDouble(JudgedWord::quality)
          .thenComparingInt(JudgedWord::sentence)
          .thenComparingInt(JudgedWord::word);

  /** Whether the model is confident of another tag: off the diagonal of the confident joint. */
  public boolean isDoubted() {
    return given != confident;
  }

  /** The doubted first, and among these and the others the worst first. */
  @Override
  public int compareTo(JudgedWord other) {
    return WORST_FIRST.compare(this, other);
  }
}
