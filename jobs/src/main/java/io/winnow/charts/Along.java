package io.winnow.charts;

import io.winnow.charts.LineChart.Dot;
import io.winnow.charts.LineChart.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Positions of a chart's points along x: linear from 0, or logarithmic if steps of x grow. */
record Along(LineChart chart, Size size) {

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
    boolean isAside = chart.dots().stream().anyMatch(dot -> dot.low() < dot.high());
    List<Double> places = new ArrayList<>();
    for (int i = 0; i < chart.lines().size(); i++) {
      double pixels = isAside ? BESIDE * (i - (chart.lines().size() - 1) / 2.0) : 0;
      chart.lines().get(i).points().forEach(dot -> places.add(moved(dot.x(), pixels)));
    }
    return places;
  }

  private double moved(double x, double pixels) {
    double share = pixels / width();
    return isLogarithmic() ? x * Math.pow(last() / first(), share) : x + share * last();
  }

  /** Where the axis begins. */
  double start() {
    return isLogarithmic() ? first() : 0;
  }

  Map<String, Object> scale() {
    Map<String, Object> scale = new HashMap<>(chart.x().scale("x"));
    if (!isLogarithmic()) {
      scale.put("limits", Arrays.asList(0.0, null));
      return scale;
    }
    double decade = width() / Math.log10(last() / first());
    scale.put("name", chart.x().label() + " (logarithmic scale)");
    scale.put("trans", "log10");
    scale.put("limits", List.of(moved(first(), -EDGE), moved(last(), EDGE)));
    scale.put(
        "breaks",
        Axis.breaks(0.9 * first(), 1.1 * last(), number -> decade * Math.log10(number), ROOM));
    return scale;
  }

  private boolean isLogarithmic() {
    return first() > 0
        && last() > FAR * first()
        && chart.lines().stream().map(Line::points).anyMatch(Along::growFaster);
  }

  private static boolean growFaster(List<Dot> dots) {
    return IntStream.range(1, dots.size()).anyMatch(i -> step(dots, i) > UNEVEN * step(dots, 1));
  }

  private static double step(List<Dot> dots, int to) {
    return dots.get(to).x() - dots.get(to - 1).x();
  }

  private double width() {
    return size.width() - FRAME;
  }

  private double first() {
    return chart.dots().stream().mapToDouble(Dot::x).min().orElseThrow();
  }

  private double last() {
    return chart.dots().stream().mapToDouble(Dot::x).max().orElseThrow();
  }
}
