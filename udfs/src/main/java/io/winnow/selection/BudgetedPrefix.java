package io.winnow.selection;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The lowest candidates that fit into a budget, out of any number. Keeps only the smallest prefix,
 * in order of (key, id), that exceeds the budget: so memory is proportional to the budget and not
 * the pool, and summaries of any parts merge to the summary of the whole.
 *
 * <p>Candidates that cost more than {@code longest} by themselves are passed over: else one endless
 * "sentence" at the top would leave nothing chosen.
 */
final class BudgetedPrefix implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Budget budget;
  private final long longest;
  private final PriorityQueue<Candidate> highestFirst =
      new PriorityQueue<>(Collections.reverseOrder());
  private long cost;

  /** Passes over what costs more than the whole budget. */
  public BudgetedPrefix(Budget budget) {
    this(budget, budget.amount());
  }

  /**
   * @param longest what one candidate may cost at most, in the budget's unit
   */
  public BudgetedPrefix(Budget budget, long longest) {
    this.budget = budget;
    this.longest = longest;
  }

  /** Takes a candidate into account; each id once over all summaries that will be merged. */
  public void add(Candidate candidate) {
    long own = budget.cost(candidate.words());
    boolean tooHigh = isOver() && candidate.compareTo(highestFirst.element()) > 0;
    if (own > longest || tooHigh) {
      return;
    }
    highestFirst.add(candidate);
    cost += own;
    while (cost - budget.cost(highestFirst.element().words()) > budget.amount()) {
      cost -= budget.cost(highestFirst.remove().words());
    }
  }

  /**
   * Adds all that the other has seen to this; the other stays as it is.
   *
   * @return this
   * @throws IllegalArgumentException if the other has another budget
   */
  public BudgetedPrefix merge(BudgetedPrefix other) {
    if (!budget.equals(other.budget) || longest != other.longest) {
      throw new IllegalArgumentException(
          "Cannot merge selections under %s (longest %d) and %s (longest %d)"
              .formatted(budget, longest, other.budget, other.longest));
    }
    other.highestFirst.forEach(this::add);
    return this;
  }

  /** The chosen, lowest first, while their total cost stays within the budget. */
  public List<Candidate> result() {
    return budget.prefixOf(all());
  }

  /** The same and, if there is one, the first that would go over the budget. */
  public List<Candidate> all() {
    return highestFirst.stream().sorted().toList();
  }

  /** Whether there are candidates beyond the budget. */
  public boolean isOver() {
    return cost > budget.amount();
  }
}
