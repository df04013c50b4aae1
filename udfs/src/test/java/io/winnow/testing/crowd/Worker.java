package io.winnow.testing.crowd;

/**
 * How an annotator errs; shares are those of an entity, or word, of average difficulty.
 *
 * @param answers how many of this annotator's there are, compared to others'
 * @param miss share of the entities that get no mark; sentences sent back blank count
 * @param boundary share of the marked entities that begin or end elsewhere
 * @param type share of the marked entities that get another type
 * @param invented marks a word that is in no entity
 * @param blank share of the sentences with entities that come back without a mark, for any reason
 */
public record Worker(
    double answers, double miss, double boundary, double type, double invented, double blank) {

  public static final Worker PERFECT = new Worker(1, 0, 0, 0, 0, 0);

  /** Whether this is one of those who mark names of persons alone, and mostly parts of them. */
  boolean marksOneTypeOnly() {
    return miss > 0.7 && miss < 1 && type == 0 && invented == 0;
  }
}
