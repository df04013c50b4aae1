package io.winnow.selection;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a part of the pool may be chosen under a {@link SelectionPlan}, gathered in one pass and
 * in memory that follows the budget. Parts merge in any order to the same choice.
 *
 * <p>The random picks come first, in {@link RandomOrder}, while they fit into their share; what is
 * left of the whole budget goes to the lowest scores among the others. A sentence that costs more
 * than what is surely left for scores can't be chosen for its score.
 */
public final class SelectionSummary implements Serializable {

  private static final long serialVersionUID = 1L;

  private final SelectionPlan plan;
  private final BudgetedPrefix random;
  private final BudgetedPrefix uncertain;

  SelectionSummary(SelectionPlan plan) {
    this.plan = plan;
    this.random = new BudgetedPrefix(plan.randomBudget());
    // Whatever the random picks turn out to be, the first by score then fits beside them. The
    // prefix itself goes up to the whole budget: some of it may be among the random picks.
    long left = plan.budget().minus(plan.randomBudget()).amount();
    this.uncertain = new BudgetedPrefix(plan.budget(), left);
  }

  /** A sentence that has no score: may be picked at random only. */
  public void add(String id, int words) {
    if (words >= plan.minWords()) {
      random.add(new Candidate(id, words, RandomOrder.key(plan.seed(), id)));
    }
  }

  /**
   * A sentence and its score; each sentence once over all summaries that will be merged.
   *
   * @param score lower = selected first
   */
  public void add(String id, int words, double score) {
    if (words >= plan.minWords()) {
      add(id, words);
      uncertain.add(new Candidate(id, words, score));
    }
  }

  /**
   * Adds all that the other has seen to this; the other stays as it is.
   *
   * @return this
   * @throws IllegalArgumentException if the other follows another plan
   */
  public SelectionSummary merge(SelectionSummary other) {
    if (!plan.equals(other.plan)) {
      throw new IllegalArgumentException(
          "Cannot merge selections of two plans: %s and %s".formatted(plan, other.plan));
    }
    random.merge(other.random);
    uncertain.merge(other.uncertain);
    return this;
  }

  /**
   * The selection set in order of rank: first those chosen for their score, lowest first, then the
   * random picks. Costs no more than the budget.
   */
  public List<Selected> choose() {
    List<Candidate> byChance = random.result();
    Set<String> taken = new HashSet<>();
    long left = plan.budget().amount();
    for (Candidate pick : byChance) {
      taken.add(pick.id());
      left -= plan.budget().cost(pick.words());
    }
    List<Selected> chosen = new ArrayList<>();
    for (Candidate pick : uncertain.result()) {
      if (taken.contains(pick.id())) {
        continue;
      }
      left -= plan.budget().cost(pick.words());
      if (left < 0) {
        break;
      }
      chosen.add(
          new Selected(chosen.size() + 1, pick.id(), pick.words(), pick.key(), Reason.UNCERTAIN));
    }
    for (Candidate pick : byChance) {
      chosen.add(new Selected(chosen.size() + 1, pick.id(), pick.words(), null, Reason.RANDOM));
    }
    return List.copyOf(chosen);
  }
}
