package io.winnow.acquisition;

/**
 * An acquisition function of one pass of the model, which costs nothing but itself.
 *
 * @since 0.1.0
 */
public non-sealed interface OnePassFunction extends AcquisitionFunction {

  /**
   * @param sentence the model's distributions, [words, tags], of at least one word
   * @return a finite number, never NaN; lower = less certain
   * @throws IllegalArgumentException if the distributions hold NaN or no finite value in a row, as
   *     {@link WordDistributions#bestLogProbability} does
   */
  double score(WordDistributions sentence);
}
