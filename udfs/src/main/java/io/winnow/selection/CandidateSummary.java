package io.winnow.selection;

import io.winnow.selection.CandidateSearch.Limits;
import io.winnow.selection.Prospects.Extent;
import java.io.Serializable;
import java.util.List;

/**
 * The candidates in a part of the pool, gathered in one pass and in memory that follows the budget.
 * Parts merge in any order to the same.
 *
 * <p>A sentence that costs more than the budget that remains for ranked picks can't be one, nor one
 * by chance if it costs more than their share: else one endless "sentence" would leave nothing
 * chosen.
 */
public final class CandidateSummary implements Serializable {

  private static final long serialVersionUID = 1L;

  private final CandidateSearch search;
  private final Limits limits;
  private final BudgetedPrefix ranked;
  private final BudgetedPrefix chance;

  CandidateSummary(CandidateSearch search, Limits limits) {
    this.search = search;
    this.limits = limits;
    this.ranked = new BudgetedPrefix(limits.ranked(), search.longestRanked());
    this.chance = new BudgetedPrefix(search.chanceBudget());
  }

  /** A sentence that has no score: may be picked at random only. */
  public void add(String id, int words) {
    if (limits.chance() == 0 || !search.allows(words)) {
      return;
    }
    double key = RandomOrder.key(search.seed(), id);
    if (key <= limits.chance()) {
      (search.strategy().isRandom() ? ranked : chance).add(new Candidate(id, words, key));
    }
  }

  /**
   * A sentence and its score; each sentence once over all summaries that will be merged.
   *
   * @param score lower = selected first
   */
  public void add(String id, int words, double score) {
    add(id, words);
    if (!(score > limits.score()) && !search.strategy().isRandom() && search.allows(words)) {
      ranked.add(new Candidate(id, words, score));
    }
  }

  /**
   * Adds all that the other has seen to this; the other stays as it is.
   *
   * @return this
   * @throws IllegalArgumentException if the other looks for something else
   */
  public CandidateSummary merge(CandidateSummary other) {
    if (!search.equals(other.search) || !limits.equals(other.limits)) {
      throw new IllegalArgumentException(
          "Cannot merge candidates of two searches: %s below %s and %s below %s"
              .formatted(search, limits, other.search, other.limits));
    }
    ranked.merge(other.ranked);
    chance.merge(other.chance);
    return this;
  }

  /** What was found. */
  public Prospects prospects() {
    double limit = search.strategy().isRandom() ? limits.chance() : limits.score();
    List<Candidate> drawn = chance.result();
    Extent enough =
        search.chanceBudget().amount() == 0 ? Extent.ENOUGH : extent(chance, limits.chance());
    return new Prospects(ranked.all(), extent(ranked, limit), drawn, enough);
  }

  private static Extent extent(BudgetedPrefix found, double limit) {
    if (found.isOver()) {
      return Extent.ENOUGH;
    }
    return limit == Double.POSITIVE_INFINITY ? Extent.ALL : Extent.TOO_FEW;
  }
}
