package io.winnow.selection;

import java.io.Serializable;
import java.util.Set;

/**
 * One element of a {@link QueryStrategy} behind the first: changes which sentences are chosen.
 *
 * <p>Made by a {@link ModifierKind}. A record does best: it holds no state that changes, equal ones
 * are equal, and it goes to Spark's executors. Equal input gives equal output: what is to look
 * random comes from the candidates' ids, see {@link RandomOrder#key}.
 *
 * @since 0.1.0
 */
public interface Modifier extends Serializable {

  /** As it is written, with every argument by its name; parses to an equal modifier. */
  Element written();

  /** What {@link #apply} looks at. */
  default Set<Need> needs() {
    return Set.of();
  }

  /** Whether a sentence of so many words may be chosen at all, by score or by chance. */
  default boolean allows(int words) {
    return true;
  }

  /**
   * The share of the round's budget that this spends on sentences drawn by chance; they are in
   * {@link Draft#byChance}.
   *
   * @param round counts from 0
   * @return in 0 to 1
   */
  default double chance(int round) {
    return 0;
  }

  /** How many budgets of candidates {@link #apply} needs, least certain first; at least 1. */
  default double reach() {
    return 1;
  }

  /**
   * The selection as it is after this element. What is more than the budget is cut off at the end,
   * so the order alone may say what is preferred. Longer lists of candidates than {@link #reach}
   * asks for must not change what comes out first.
   */
  default Draft apply(Draft draft, Request request) {
    return draft;
  }

  /** What a modifier looks at, beside ids and lengths. What no modifier needs is not fetched. */
  enum Need {
    /** An acquisition function's scores. */
    SCORES,
    /** The candidates' words. */
    WORDS,
    /** The words of the sentences that earlier rounds sent out. */
    SENT_WORDS,
    /** The candidates' embeddings. */
    EMBEDDINGS,
    /** The mean of the whole pool's embeddings, each cut to length 1. */
    POOL_MEAN
  }

  /**
   * What a round asks of a strategy.
   *
   * @param round counts from 0
   * @param certain the score of a sentence that the model has no doubt about
   * @param knowledge of the candidates
   */
  record Request(Budget budget, int round, double certain, Knowledge knowledge) {}
}
