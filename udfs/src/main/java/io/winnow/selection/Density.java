package io.winnow.selection;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prefers what is typical: the uncertainty of a sentence times its mean cosine to all sentences of
 * the pool, to the power of beta, decides the order. Information density, Settles and Craven 2008,
 * D08-1112, eq. 12, with cosines of embeddings for those of word counts. The mean over the pool is
 * exact and costs nothing a candidate: a sum of products with each is the product with their sum.
 *
 * @param beta 0: changes nothing; higher: density counts more
 * @param c the least certain candidates, for so many times the budget, are put in this order
 */
record Density(double beta, double c) implements Modifier {

  Density {
    if (!(beta >= 0 && Double.isFinite(beta) && c >= 1 && Double.isFinite(c))) {
      throw new IllegalArgumentException(
          "density has beta = %s and c = %s; beta must be 0 or more, and c (candidates as a multiple of the budget) at least 1"
              .formatted(beta, c));
    }
  }

  @Override
  public Element written() {
    return Element.of("density").with("beta", beta).with("c", c);
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.SCORES, Need.EMBEDDINGS, Need.POOL_MEAN);
  }

  @Override
  public double reach() {
    return c;
  }

  @Override
  public Draft apply(Draft draft, Request request) {
    List<Candidate> shortlist = draft.left(request.budget()).times(c).prefixOf(draft.ranked());
    Map<Candidate, Double> keys =
        shortlist.stream().collect(Collectors.toMap(it -> it, it -> key(it, request)));
    return draft.withFirst(
        shortlist.stream().sorted(Comparator.comparingDouble(keys::get)).toList());
  }

  /** Lower = sooner: the uncertainty, below 0, times the density. */
  private double key(Candidate candidate, Request request) {
    Knowledge knowledge = request.knowledge();
    double cosine =
        Directions.product(Directions.of(knowledge.embeddingOf(candidate)), knowledge.poolMean());
    return (candidate.key() - request.certain()) * Math.pow(Math.max(0, cosine), beta);
  }
}
