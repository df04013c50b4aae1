package io.winnow.acquisition;

/**
 * An acquisition function of several passes of the model with dropout on: how far they disagree.
 * Each pass costs as much as predicting the sentence once does; their number is {@code
 * score.mc-dropout}.
 *
 * @since 0.1.0
 */
public non-sealed interface CommitteeFunction extends AcquisitionFunction {

  /**
   * @param committee the passes' distributions over one sentence
   * @return a finite number, never NaN; lower = less certain
   * @throws IllegalArgumentException if a distribution holds NaN or no finite value in a row
   */
  double score(Committee committee);
}
