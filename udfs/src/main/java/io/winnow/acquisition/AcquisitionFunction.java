package io.winnow.acquisition;

import io.winnow.extension.Named;
import java.io.Serializable;

/**
 * Gives a sentence a number that says how little the model knows of it. By convention <b>lower =
 * less certain = selected first</b>; a measure that rises with doubt, such as an entropy or a
 * disagreement, is negated.
 *
 * <p>There are two kinds: a {@link OnePassFunction} looks at one pass of the model, a {@link
 * CommitteeFunction} at several passes with dropout on. Implement one of them. It holds no state
 * that changes, as one instance serves many threads, and Spark sends it to executors, so that its
 * fields are serializable, too.
 *
 * <p>Its {@link #name} is the key in {@code score.functions} and in {@code select.strategy} and,
 * with underscores for hyphens, the column of the scores.
 *
 * @since 0.1.0
 */
public sealed interface AcquisitionFunction extends Named, Serializable
    permits OnePassFunction, CommitteeFunction {

  /** The score of a sentence that the model has no doubt about: no sentence scores higher. */
  default double certain() {
    return 0;
  }
}
