package io.winnow.selection;

import java.io.Serializable;

/**
 * How a round chooses: a share of the budget at random, the rest by lowest score.
 *
 * @param budget for both together
 * @param randomShare of the budget, in 0 to 1; 1 needs no scores
 * @param seed of the random picks
 * @param minWords shorter sentences are never chosen; at least 1
 */
public record SelectionPlan(Budget budget, double randomShare, long seed, int minWords)
    implements Serializable {

  public SelectionPlan {
    if (!(randomShare >= 0 && randomShare <= 1)) {
      throw new IllegalArgumentException(
          "The random share is %s, but a share lies in 0 to 1".formatted(randomShare));
    }
    if (minWords < 1) {
      throw new IllegalArgumentException(
          "The fewest words of a chosen sentence are %d, but must be at least 1"
              .formatted(minWords));
    }
  }

  /** All at random, such as in the first round, when there is no model yet. */
  public static SelectionPlan atRandom(Budget budget, long seed, int minWords) {
    return new SelectionPlan(budget, 1, seed, minWords);
  }

  /** What the random picks may cost at most. */
  public Budget randomBudget() {
    return budget.share(randomShare);
  }

  /** A summary that has seen nothing yet: one for each partition. */
  public SelectionSummary summary() {
    return new SelectionSummary(this);
  }
}
