package io.winnow.acquisition;

import java.io.Serializable;

/**
 * Gives a sentence a number from several passes of the model: how far they disagree. The convention
 * is that of {@link AcquisitionFunction}: <b>lower = less certain = selected first</b>; a
 * disagreement is to be negated.
 *
 * <p>A new one is a class here and a line in {@link CommitteeFunctions}. It holds no state that
 * changes: one instance serves many threads.
 */
public interface CommitteeFunction extends Serializable {

  /** The name in configuration, in a round's manifest and in the scores' column. */
  String name();

  /**
   * @param committee the passes' distributions over one sentence
   * @return a finite number, never NaN
   * @throws IllegalArgumentException if a distribution holds NaN or no finite value in a row
   */
  double score(Committee committee);
}
