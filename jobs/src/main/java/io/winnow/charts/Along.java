package io.winnow.charts;

import io.winnow.charts.LineChart.Dot;
import io.winnow.charts.LineChart.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Positions of the points along x: linear from 0, or logarithmic if steps of x grow. */
record Along(Axis axis, List<Line> lines, Size size) {

  /** If steps differ by more than this, the scale is not linear. */
  private static final double UNEVEN = 4;

  private static final double FAR = 8;

  /** Pixels between lines that are drawn next to each other. */
  private static final double BESIDE = 5;

  /** Pixels before the first and after the last point; Lets-Plot adds none. */
  private static final double EDGE = 16;

  /** Pixels of the axis of y and about the lines. */
  private static final double FRAME = 70;

  /** Pixels from a number to the next. */
  private static final double ROOM = 58;

  /** Of all points, line by line: those with intervals a little beside each other. */
  List<Double> places() {
    boolean isAside = dots().stream().anyMatch(dot -> dot.low() < dot.high());
    List<Double> places = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      double pixels = isAside ? BESIDE * (i - (lines.size() - 1) / 2.0) : 0;
      lines.get(i).points().forEach(dot -> places.add(moved(dot.x(), pixels / width())));
    }
    return places;
  }

  /**
   * @param share of the axis
   */
  private double moved(double x, double share) {
    return isLogarithmic() ? x * Math.pow(last() / first(), share) : x + share * last();
  }

  /** Where the axis begins. */
  double start() {
    return isLogarithmic() ? first() : 0;
  }

  Spec scale() {
    Spec scale = Spec.scale("x", axis);
    if (!isLogarithmic()) {
      return scale.with("limits", Spec.list(Arrays.asList(0.0, null)));
    }
    double edge = EDGE / width();
    double decade = width() / Math.log10(last() / first());
    List<Double> breaks =
        Axis.breaks(0.9 * first(), 1.1 * last(), number -> decade * Math.log10(number), ROOM);
    return scale
        .with("name", axis.label() + " (logarithmic scale)")
        .with("trans", "log10")
        .with("limits", Spec.list(List.of(moved(first(), -edge), moved(last(), edge))))
        .with("breaks", Spec.list(breaks));
  }

  private boolean isLogarithmic() {
    return first() > 0 && last() > FAR * first() && lines.stream().anyMatch(Along::growsFaster);
  }

  private static boolean growsFaster(Line line) {
    List<Dot> dots = line.points();
    double[] steps =
        IntStream.range(1, dots.size())
            .mapToDouble(i -> dots.get(i).x() - dots.get(i - 1).x())
            .toArray();
    return Arrays.stream(steps).anyMatch(step -> step > UNEVEN * steps[0]);
  }

  private double width() {
    return size.width() - FRAME;
  }

  private List<Dot> dots() {
    return lines.stream().flatMap(line -> line.points().stream()).toList();
  }

  private double first() {
    return dots().stream().mapToDouble(Dot::x).min().orElseThrow();
  }

  private double last() {
    return dots().stream().mapToDouble(Dot::x).max().orElseThrow();
  }
}
