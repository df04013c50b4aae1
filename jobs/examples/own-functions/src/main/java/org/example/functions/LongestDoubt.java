package org.example.functions;

import io.winnow.acquisition.OnePassFunction;
import io.winnow.acquisition.WordDistributions;

/**
 * How many words in a row the model doubts, negated: lower = less certain = more worth labelling. A
 * long name that is new to the model is a row of doubtful words; a word here and there is not.
 */
public record LongestDoubt() implements OnePassFunction {

  /** A word whose best tag is less probable than this is doubtful. */
  private static final double SURE = Math.log(0.9);

  /** A setting's value, and the column {@code longest_doubt}. */
  @Override
  public String name() {
    return "longest-doubt";
  }

  /**
   * @return words, in [-n, 0]
   */
  @Override
  public double score(WordDistributions sentence) {
    int longest = 0;
    int row = 0;
    for (int word = 0; word < sentence.words(); word++) {
      row = sentence.bestLogProbability(word) < SURE ? row + 1 : 0;
      longest = Math.max(longest, row);
    }
    return -longest;
  }
}
