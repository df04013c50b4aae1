package io.winnow.stopping;

import java.util.Comparator;

/**
 * A measured point of a learning curve.
 *
 * @param words labelled, at least 1
 * @param f1 in 0 to 1
 */
public record CurvePoint(long words, double f1) implements Comparable<CurvePoint> {

  private static final Comparator<CurvePoint> ORDER =
      Comparator.comparingLong(CurvePoint::words).thenComparingDouble(CurvePoint::f1);

  public CurvePoint {
    if (words < 1 || !(f1 >= 0 && f1 <= 1)) {
      throw new IllegalArgumentException(
          "A point of a learning curve has words from 1 and F1 from 0 to 1, not %d and %s"
              .formatted(words, f1));
    }
  }

  @Override
  public int compareTo(CurvePoint other) {
    return ORDER.compare(this, other);
  }
}
