package io.winnow.selection;

import java.io.Serializable;
import java.util.List;

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

  /** The same within a part of the budget, in one group of sentences. */
  public CandidateSearch within(Budget part) {
    return new CandidateSearch(strategy.withoutStrata(), part, round, seed, minWords);
  }

  private boolean allows(int words) {
    return words >= minWords && strategy.allows(words);
  }

  /** What the picks by chance may cost at most; nothing where all are by chance. */
  private Budget chanceBudget() {
    return budget.share(strategy.chance(round));
  }

  /** What one pick by rank may cost, so that the first one surely fits. */
  private long longestRanked() {
    return budget.minus(chanceBudget()).amount();
  }

  /**
   * Takes sentences of the same length into account.
   *
   * @param score the highest of theirs; null where they have none
   */
  public void count(long sentences, int words, Double score, CostHistogram pool) {
    if (allows(words) && score != null && budget.cost(words) <= longestRanked()) {
      pool.add(score, sentences * budget.cost(words));
    } else if (allows(words)) {
      pool.add(sentences * budget.cost(words));
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
    return strategy.isRandom()
        ? new Limits(Double.NEGATIVE_INFINITY, chanceLimit(ranked, pool, breadth), ranked)
        : new Limits(
            pool.scoreAbove(ranked.amount()), chanceLimit(chanceBudget(), pool, breadth), ranked);
  }

  private static double chanceLimit(Budget wanted, CostHistogram pool, double breadth) {
    if (wanted.amount() == 0) {
      return 0;
    }
    double share = (CHANCE_MARGIN * wanted.amount() + SPARE_WORDS) * breadth / pool.total();
    return share < 1 ? share : Double.POSITIVE_INFINITY;
  }

  /** A summary that has seen nothing yet: one for each partition. */
  public Summary summary(Limits limits) {
    return new Summary(
        this,
        limits,
        new BudgetedPrefix(limits.ranked(), longestRanked()),
        new BudgetedPrefix(chanceBudget()));
  }

  /**
   * The candidates in a part of the pool, gathered in one pass and in memory that follows the
   * budget. Parts merge in any order to the same.
   *
   * <p>A sentence that costs more than the budget that remains for ranked picks can't be one, nor
   * one by chance if it costs more than their share: else one endless "sentence" would leave
   * nothing chosen.
   */
  public record Summary(
      CandidateSearch search, Limits limits, BudgetedPrefix ranked, BudgetedPrefix chance)
      implements Serializable {

    /**
     * Takes a sentence into account; each once over all summaries that will be merged.
     *
     * @param score lower = selected first; null where there is none: it may be picked at random
     */
    public void add(String id, int words, Double score) {
      if (!search.allows(words)) {
        return;
      }
      boolean isRandom = search.strategy.isRandom();
      if (limits.chance > 0) {
        double key = RandomOrder.key(search.seed, id);
        if (key <= limits.chance) {
          (isRandom ? ranked : chance).add(new Candidate(id, words, key));
        }
      }
      if (score != null && !(score > limits.score) && !isRandom) {
        ranked.add(new Candidate(id, words, score));
      }
    }

    /**
     * Adds all that the other has seen to this; the other stays as it is.
     *
     * @return this
     * @throws IllegalArgumentException if the other looks for something else
     */
    public Summary merge(Summary other) {
      ranked.merge(other.ranked);
      chance.merge(other.chance);
      return this;
    }

    /** What was found. */
    public Prospects prospects() {
      boolean none = search.chanceBudget().amount() == 0;
      return new Prospects(
          ranked.all(),
          extent(ranked, search.strategy.isRandom() ? limits.chance : limits.score),
          chance.result(),
          none ? Extent.ENOUGH : extent(chance, limits.chance));
    }

    private static Extent extent(BudgetedPrefix found, double limit) {
      if (found.isOver()) {
        return Extent.ENOUGH;
      }
      return limit == Double.POSITIVE_INFINITY ? Extent.ALL : Extent.TOO_FEW;
    }
  }

  /**
   * The candidates that came out of a pass over the pool.
   *
   * @param ranked lowest key first: by score, or in random order where the strategy is to choose at
   *     random
   * @param extent of these
   * @param byChance a random sample of the pool to draw from, in the order to draw in
   * @param chanceExtent of this
   */
  public record Prospects(
      List<Candidate> ranked, Extent extent, List<Candidate> byChance, Extent chanceExtent) {

    /** The same candidates, as all that there are. */
    public Prospects asAll() {
      return new Prospects(ranked, Extent.ALL, byChance, Extent.ALL);
    }
  }

  /** How much of what there is a list of candidates holds. */
  public enum Extent {
    /** Every one that there is. */
    ALL,
    /** The first ones, as many as were asked for. */
    ENOUGH,
    /** The first ones, but fewer than were asked for: look again with a wider limit. */
    TOO_FEW
  }
}
