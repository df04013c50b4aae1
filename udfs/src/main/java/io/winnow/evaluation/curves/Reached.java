package io.winnow.evaluation.curves;

/**
 * How many words a curve took to get to an F1.
 *
 * @param words {@link When} says what of them
 */
public record Reached(When when, double words) {

  /** What is known. */
  public enum When {
    /** So many words or fewer. */
    BY_THE_FIRST_POINT,
    /** So many words, between two points in a straight line. */
    BETWEEN_POINTS,
    /** More words than that, if ever. */
    NOT_BY_THE_LAST_POINT
  }

  public boolean isReached() {
    return when != When.NOT_BY_THE_LAST_POINT;
  }
}
