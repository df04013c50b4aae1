package io.winnow.testing.crowd;

/**
 * How an annotator errs; all are probabilities, of an entity of average difficulty where it says
 * entity.
 *
 * @param recall that an entity is seen
 * @param boundary that a seen entity's first or last word is wrong
 * @param type that a seen entity gets another type
 * @param invention that a tempting word which is no entity is marked
 * @param blank that a sentence is sent back without a look
 * @param stop that the annotator stops after the first entity marked
 * @param random that a word is marked at random, whatever is true
 */
public record ErrorProfile(
    double recall,
    double boundary,
    double type,
    double invention,
    double blank,
    double stop,
    double random) {

  public static final ErrorProfile PERFECT = new ErrorProfile(1, 0, 0, 0, 0, 0, 0);
  public static final ErrorProfile GOOD = new ErrorProfile(0.85, 0.06, 0.05, 0.01, 0.01, 0.02, 0);
  public static final ErrorProfile SLOPPY_BOUNDARIES =
      new ErrorProfile(0.75, 0.35, 0.06, 0.02, 0.02, 0.03, 0);
  public static final ErrorProfile TYPE_CONFUSION =
      new ErrorProfile(0.75, 0.08, 0.3, 0.02, 0.02, 0.03, 0);
  public static final ErrorProfile LOW_RECALL =
      new ErrorProfile(0.4, 0.08, 0.08, 0.01, 0.05, 0.05, 0);
  public static final ErrorProfile LAZY = new ErrorProfile(0.7, 0.1, 0.08, 0.01, 0.3, 0.6, 0);
  public static final ErrorProfile SPAMMER = new ErrorProfile(0.1, 0.3, 0.5, 0.05, 0.2, 0, 0.06);
}
