package io.winnow.selection;

import java.io.Serializable;

/**
 * Finds a strategy's candidates in a pool of any size, in two passes whose memory follows the
 * budget: the first makes a {@link CostHistogram}, which tells the limits that the candidates'
 * scores, and the random keys of the chance picks, lie below; the second collects these alone.
 *
 * @param strategy says from how many budgets of candidates it chooses, and which lengths it allows
 * @param round counts from 0
 * @param seed of all random draws
 * @param minWords shorter sentences are no candidates; at least 1
 */
public record CandidateSearch(
    QueryStrategy strategy, Budget budget, int round, long seed, int minWords)
    implements Serializable {

  /** Collect this factor more than needed on average, because chance may give fewer. */
  private static final double CHANCE_MARGIN = 1.2;

  /** And this number of extra words, for small budgets. */
  private static final int SPARE_WORDS = 2_000;

  public CandidateSearch {
    if (minWords < 1) {
      throw new IllegalArgumentException(
          "The fewest words of a chosen sentence are %d, but must be at least 1"
              .formatted(minWords));
    }
  }

  /** Whether a sentence of so many words may be chosen at all. */
  public boolean allows(int words) {
    return words >= minWords && strategy.allows(words);
  }

  /** What the picks by chance may cost at most; nothing where all are by chance. */
  Budget chanceBudget() {
    return budget.share(strategy.chance(round));
  }

  /** What one pick by rank may cost, so that the first one surely fits. */
  long longestRanked() {
    return budget.minus(chanceBudget()).amount();
  }

  /** Takes sentences without a score into account. */
  public void count(long sentences, int words, CostHistogram pool) {
    if (allows(words)) {
      pool.add(sentences * budget.cost(words));
    }
  }

  /**
   * Takes sentences of the same length into account.
   *
   * @param score the highest of theirs
   */
  public void count(long sentences, int words, double score, CostHistogram pool) {
    if (allows(words) && budget.cost(words) <= longestRanked()) {
      pool.add(score, sentences * budget.cost(words));
    } else {
      count(sentences, words, pool);
    }
  }

  /**
   * Upper limits of what becomes a candidate.
   *
   * @param score a score
   * @param chance a random key
   * @param ranked how much the ranked ones should cost together
   */
  public record Limits(double score, double chance, Budget ranked) implements Serializable {}

  /**
   * @param pool of the first pass
   * @param breadth how many times as much to collect as the strategy asks for; at least 1
   */
  public Limits limits(CostHistogram pool, double breadth) {
    Budget ranked = budget.times(strategy.reach() * breadth);
    if (strategy.isRandom()) {
      return new Limits(
          Double.NEGATIVE_INFINITY, chanceLimit(ranked.amount(), pool, breadth), ranked);
    }
    return new Limits(
        pool.scoreAbove(ranked.amount()),
        chanceLimit(chanceBudget().amount(), pool, breadth),
        ranked);
  }

  private double chanceLimit(long wanted, CostHistogram pool, double breadth) {
    if (wanted == 0) {
      return 0;
    }
    double share = (CHANCE_MARGIN * wanted + SPARE_WORDS) * breadth / pool.total();
    return share < 1 ? share : Double.POSITIVE_INFINITY;
  }

  /** A summary that has seen nothing yet: one for each partition. */
  public CandidateSummary summary(Limits limits) {
    return new CandidateSummary(this, limits);
  }
}
