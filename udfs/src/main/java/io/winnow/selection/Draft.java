package io.winnow.selection;

import java.util.ArrayList;
import java.util.List;

/**
 * A selection in the making.
 *
 * @param ranked the candidates by score, those to be chosen first at the front
 * @param explored those chosen by chance, which stay chosen
 * @param byChance a random sample of the pool to draw from, in the order to draw in
 * @since 0.1.0
 */
public record Draft(List<Candidate> ranked, List<Candidate> explored, List<Candidate> byChance) {

  public Draft {
    ranked = List.copyOf(ranked);
    explored = List.copyOf(explored);
    byChance = List.copyOf(byChance);
  }

  /** This with other candidates by score, or in another order. */
  public Draft withRanked(List<Candidate> others) {
    return new Draft(others, explored, byChance);
  }

  /**
   * This with its first candidates by score in another order, and the others behind as they are.
   *
   * @param order all of the first ones
   */
  public Draft withFirst(List<Candidate> order) {
    List<Candidate> all = new ArrayList<>(order);
    all.addAll(ranked.subList(order.size(), ranked.size()));
    return withRanked(all);
  }

  /** What the candidates chosen by chance leave of a budget. */
  public Budget left(Budget budget) {
    return budget.minus(budget.costOf(explored));
  }
}
