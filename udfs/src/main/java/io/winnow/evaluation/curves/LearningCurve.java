package io.winnow.evaluation.curves;

import java.util.List;

/**
 * F1 over labelled words: straight lines between measured points, and nothing beyond them.
 *
 * @param points one or more, by words, strictly ascending
 */
public record LearningCurve(List<Point> points) {

  /** F1, in 0 to 1, as measured with so many labelled words. */
  public record Point(double words, double f1) {}

  public LearningCurve {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("A curve needs a point");
    }
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).words() <= points.get(i - 1).words()) {
        throw new IllegalArgumentException(
            "Point %d has %s words, no more than the %s of the one before"
                .formatted(i, points.get(i).words(), points.get(i - 1).words()));
      }
    }
  }

  public double firstWords() {
    return points.get(0).words();
  }

  public double lastWords() {
    return points.get(points.size() - 1).words();
  }

  /** F1 at so many words, from {@link #firstWords} to {@link #lastWords}. */
  public double at(double words) {
    if (!(words >= firstWords() && words <= lastWords())) {
      throw new IllegalArgumentException(
          "The curve goes from %s to %s words, not to %s"
              .formatted(firstWords(), lastWords(), words));
    }
    int next = 0;
    while (points.get(next).words() < words) {
      next++;
    }
    if (next == 0) {
      return points.get(0).f1();
    }
    Point from = points.get(next - 1);
    Point to = points.get(next);
    double share = (words - from.words()) / (to.words() - from.words());
    return from.f1() + share * (to.f1() - from.f1());
  }

  /** The fewest words at which the curve is at the given F1. */
  public Reached reach(double f1) {
    if (points.get(0).f1() >= f1) {
      return new Reached(Reached.When.BY_THE_FIRST_POINT, firstWords());
    }
    for (int i = 1; i < points.size(); i++) {
      Point to = points.get(i);
      if (to.f1() >= f1) {
        Point from = points.get(i - 1);
        double share = (f1 - from.f1()) / (to.f1() - from.f1());
        return new Reached(
            Reached.When.BETWEEN_POINTS, from.words() + share * (to.words() - from.words()));
      }
    }
    return new Reached(Reached.When.NOT_BY_THE_LAST_POINT, lastWords());
  }

  /**
   * The mean F1 over a stretch of words, by the trapezoid rule. Comparable between curves over the
   * same stretch only.
   */
  public double area(double from, double to) {
    if (!(from < to)) {
      throw new IllegalArgumentException(
          "An area needs a stretch, not %s to %s words".formatted(from, to));
    }
    Point last = new Point(from, at(from));
    double sum = 0;
    for (Point point : points) {
      if (point.words() > from && point.words() < to) {
        sum += trapezoid(last, point);
        last = point;
      }
    }
    return (sum + trapezoid(last, new Point(to, at(to)))) / (to - from);
  }

  private static double trapezoid(Point from, Point to) {
    return (to.words() - from.words()) * (from.f1() + to.f1()) / 2;
  }

  /** How many words a curve took to get to an F1. */
  public record Reached(When when, double words) {

    /** What {@code words} says. */
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
}
