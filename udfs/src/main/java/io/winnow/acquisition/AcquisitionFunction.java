package io.winnow.acquisition;

import java.io.Serializable;

/**
 * Gives a sentence a number. By convention <b>lower = less certain = selected first</b>; a measure
 * that rises with doubt, such as an entropy, is to be negated.
 *
 * <p>A new one is a class here and a line in {@link AcquisitionFunctions}. It holds no state that
 * changes: one instance serves many threads.
 */
public interface AcquisitionFunction extends Serializable {

  /** The name in configuration, in a round's manifest and in the scores' column. */
  String name();

  /**
   * @param sentence the model's distributions, at least one word
   * @return a finite number, never NaN
   * @throws IllegalArgumentException if the distributions hold NaN or no finite value in a row
   */
  double score(WordDistributions sentence);

  /** The score of a sentence that the model has no doubt about: no sentence scores higher. */
  default double certain() {
    return 0;
  }
}
