package io.winnow.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Of the least certain candidates for c times the budget, those that lie far from each other: the
 * first, then always the one whose cosine to the nearest chosen one is lowest, till the budget is
 * full. Greedy k-center, Sener and Savarese 2018, arXiv 1708.00489, on a shortlist by uncertainty.
 * What an {@link Modifiers.Explore} before it has drawn counts as chosen.
 *
 * <p>Costs candidates x chosen x length of the embedding: a second or so of one core for 5,000
 * candidates of which 1,000 are chosen, but the square of it as budgets grow.
 *
 * @param c times the budget, at least 1
 */
record Diverse(double c) implements Modifier {

  private static final double TAKEN = Double.POSITIVE_INFINITY;

  Diverse {
    if (!(c >= 1 && Double.isFinite(c))) {
      throw new IllegalArgumentException(
          "diverse has c = %s, but c (candidates as a multiple of the budget) must be at least 1"
              .formatted(c));
    }
  }

  @Override
  public Element written() {
    return Element.of("diverse").with("c", c);
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.SCORES, Need.EMBEDDINGS);
  }

  @Override
  public double reach() {
    return c;
  }

  @Override
  public Draft apply(Draft draft, Request request) {
    Budget budget = draft.left(request.budget());
    Knowledge knowledge = request.knowledge();
    List<Candidate> shortlist = budget.times(c).prefixOf(draft.ranked());
    float[][] points = new float[shortlist.size()][];
    Arrays.setAll(points, i -> Directions.of(knowledge.embeddingOf(shortlist.get(i))));
    double[] nearest = new double[points.length];
    Arrays.fill(nearest, -1);
    for (Candidate pick : draft.explored()) {
      if (knowledge.embeddings().containsKey(pick.id())) {
        approach(nearest, points, Directions.of(knowledge.embeddingOf(pick)));
      }
    }
    List<Candidate> chosen = new ArrayList<>();
    long left = budget.amount();
    while (left > 0 && chosen.size() < points.length) {
      int next = farthest(nearest);
      chosen.add(shortlist.get(next));
      left -= budget.cost(shortlist.get(next).words());
      approach(nearest, points, points[next]);
      nearest[next] = TAKEN;
    }
    for (int i = 0; i < nearest.length; i++) {
      if (nearest[i] != TAKEN) {
        chosen.add(shortlist.get(i));
      }
    }
    return draft.withFirst(chosen);
  }

  /** The one least like all that are chosen; of equals the less certain one. */
  private static int farthest(double[] nearest) {
    int farthest = 0;
    for (int i = 1; i < nearest.length; i++) {
      if (nearest[i] < nearest[farthest]) {
        farthest = i;
      }
    }
    return farthest;
  }

  private static void approach(double[] nearest, float[][] points, float[] chosen) {
    for (int i = 0; i < points.length; i++) {
      nearest[i] = Math.max(nearest[i], Directions.product(points[i], chosen));
    }
  }
}
