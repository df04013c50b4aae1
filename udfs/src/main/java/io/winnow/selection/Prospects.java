package io.winnow.selection;

import java.util.List;

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

  public Prospects {
    ranked = List.copyOf(ranked);
    byChance = List.copyOf(byChance);
  }

  /** The same candidates, as all that there are. */
  public Prospects asAll() {
    return new Prospects(ranked, Extent.ALL, byChance, Extent.ALL);
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
