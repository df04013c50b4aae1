package io.winnow.charts;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lines, with their intervals as bars. They differ by dashes and shape of points as well as by
 * colour; those with intervals stand a little beside each other, so that these can be told apart.
 * Where x grows ever faster its scale is logarithmic.
 *
 * @param lines in the order of their colours; at least one has a point
 * @param level a line across, where there is one
 */
public record LineChart(String title, Axis x, Axis y, List<Line> lines, Optional<Level> level)
    implements Chart {

  private static final String SPEC =
      """
      plot.layers = [
        {
          geom = linerange, data = ${data}, alpha = 0.4, size = 1.8, show_legend = false
          mapping {x = x, ymin = low, ymax = high, color = line}
        }
        {geom = hline, data = ${level}, mapping {yintercept = y}, color = ${ink}, size = 0.6}
        {
          geom = text, data = ${level}, mapping {x = x, y = y, label = label}, color = ${ink}
          hjust = left, vjust = bottom, nudge_y = ${aside}, size = 5.5
        }
        {
          geom = line, data = ${data}, size = 1
          mapping {x = x, y = y, color = line, linetype = line}
        }
        {
          geom = point, data = ${data}, fill = ${paper}, stroke = 1.6, size = 3.5
          mapping {x = x, y = y, color = line, shape = line}
        }
      ]
      # One legend for all that tells lines apart; a line alone needs none.
      legend {name = "", breaks = ${names}, limits = ${names}, guide = ${guide}}
      plot.scales = [
        ${x}
        ${y}
        ${legend} {aesthetic = color, values = ${colours}}
        ${legend} {aesthetic = linetype, values = ${dashes}}
        ${legend} {aesthetic = shape, values = ${shapes}}
      ]
      plot.coord {name = cartesian, ylim = ${range}}
      """;

  /** How far beyond the lines the axis may go for intervals, as a share of the lines' range. */
  private static final double ROOM = 0.25;

  private static final double MARGIN = 0.05;

  /**
   * @param name as the legend says
   * @param points in order of x
   */
  public record Line(String name, List<Dot> points) {}

  /** A point, and the ends of its interval, which are {@code y} where it has none. */
  public record Dot(double x, double y, double low, double high) {

    /** Without an interval. */
    public static Dot at(double x, double y) {
      return new Dot(x, y, y, y);
    }

    /**
     * @param half of the interval; NaN for none
     */
    public static Dot within(double x, double y, double half) {
      return Double.isNaN(half) ? at(x, y) : new Dot(x, y, y - half, y + half);
    }
  }

  /** A named value of y. */
  public record Level(String name, double y) {}

  public LineChart {
    lines = List.copyOf(lines);
    if (lines.stream().allMatch(line -> line.points().isEmpty())) {
      throw new IllegalArgumentException(
          "Chart '%s' has no point in %d lines: leave it out".formatted(title, lines.size()));
    }
  }

  @Override
  public String html() {
    return Plot.html(title, this::plot);
  }

  private Plot plot(Size size) {
    Map<String, String> names = Size.names(lines.stream().map(Line::name).toList(), size::fitting);
    Along along = new Along(this, size);
    List<Double> range = range();
    boolean isAlone = lines.size() == 1;
    return new Plot(
        isAlone ? size : size.withLegend(names.keySet()),
        names,
        SPEC,
        Map.of(
            "data", data(List.copyOf(names.keySet()), along),
            "level", level(along.start()),
            "aside", (range.get(1) - range.get(0)) / 80,
            "range", range,
            "x", along.scale(),
            "y", y.scale("y"),
            "colours", each(line -> Ink.ofLine(line, lines.size()).standIn()),
            "dashes", each(line -> Look.of(line).dashes()),
            "shapes", each(line -> Look.of(line).shape()),
            "guide",
                isAlone ? "none" : Map.of("name", "legend", "ncol", size.columns(names.keySet()))));
  }

  private Map<String, List<?>> data(List<String> names, Along along) {
    return Map.of(
        "line",
            IntStream.range(0, lines.size())
                .boxed()
                .flatMap(line -> lines.get(line).points().stream().map(dot -> names.get(line)))
                .toList(),
        "x", along.places(),
        "y", dots().stream().map(Dot::y).toList(),
        "low", dots().stream().map(Dot::low).toList(),
        "high", dots().stream().map(Dot::high).toList());
  }

  private Map<String, List<?>> level(double start) {
    return Map.of(
        "x", level.stream().map(it -> start).toList(),
        "y", level.stream().map(Level::y).toList(),
        "label", level.stream().map(Level::name).toList());
  }

  private List<Object> each(IntFunction<Object> ofLine) {
    return IntStream.range(0, lines.size()).mapToObj(ofLine).toList();
  }

  List<Dot> dots() {
    return lines.stream().flatMap(line -> line.points().stream()).toList();
  }

  /** Wide intervals are cut off; otherwise the lines would look flat. */
  private List<Double> range() {
    DoubleSummaryStatistics of =
        Stream.concat(dots().stream().map(Dot::y), level.stream().map(Level::y))
            .collect(Collectors.summarizingDouble(it -> it));
    double low = of.getMin();
    double high = of.getMax();
    double range = high > low ? high - low : Math.max(Math.abs(high), 1e-3);
    double lowest = Math.min(low, dots().stream().mapToDouble(Dot::low).min().orElseThrow());
    double highest = Math.max(high, dots().stream().mapToDouble(Dot::high).max().orElseThrow());
    double from = Math.max(low - ROOM * range, lowest) - MARGIN * range;
    return List.of(
        low >= 0 ? Math.max(0, from) : from,
        Math.min(high + ROOM * range, highest) + (level.isPresent() ? 3 : 1) * MARGIN * range);
  }

  /** How a line looks besides its colour: the shape of its points and its dashes. */
  record Look(int shape, String dashes) {

    /** Shapes by ggplot's numbers, hollow ones first. */
    private static final List<Look> LOOKS =
        List.of(
            new Look(21, "solid"),
            new Look(22, "dashed"),
            new Look(24, "dotted"),
            new Look(23, "dotdash"),
            new Look(25, "longdash"),
            new Look(4, "twodash"));

    /** The look of the n-th line; the first six differ from each other. */
    static Look of(int line) {
      return LOOKS.get(line % LOOKS.size());
    }
  }
}
