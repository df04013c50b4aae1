package io.winnow.charts;

import io.winnow.charts.Canvas.Drawing;
import io.winnow.charts.Canvas.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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

  /** How far beyond the lines the axis may go for intervals, as a share of the lines' range. */
  private static final double ROOM = 0.25;

  private static final double MARGIN = 0.05;

  private static final double LETTERS = 5.5;

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
    return Canvas.html(
        title, size -> drawing(lines.size() > 1 ? size.withLegend(names(size).shown()) : size));
  }

  private Drawing drawing(Size size) {
    Spec data = data(size);
    Spec places = Spec.empty().with("x", "x").with("y", "y").with("color", "line");
    List<Spec> layers = new ArrayList<>();
    layers.add(
        Spec.geom("linerange", data)
            .with(
                "mapping",
                Spec.empty()
                    .with("x", "x")
                    .with("ymin", "low")
                    .with("ymax", "high")
                    .with("color", "line"))
            .with("alpha", 0.4)
            .with("size", 1.8)
            .with("show_legend", false));
    level.ifPresent(it -> layers.addAll(across(it, size)));
    layers.add(
        Spec.geom("line", data).with("mapping", places.with("linetype", "line")).with("size", 1.0));
    layers.add(
        Spec.geom("point", data)
            .with("mapping", places.with("shape", "line"))
            .with("fill", Ink.PAPER.standIn())
            .with("stroke", 1.6)
            .with("size", 3.5));
    return new Drawing(
        size,
        layers,
        scales(size),
        Spec.named("cartesian").with("ylim", Spec.list(range())),
        names(size));
  }

  private Spec data(Size size) {
    List<Object> names = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String name = names(size).shown().get(i);
      lines.get(i).points().forEach(point -> names.add(name));
    }
    return Spec.empty()
        .with("line", names)
        .with("x", Spec.list(along(size).places()))
        .with("y", column(Dot::y))
        .with("low", column(Dot::low))
        .with("high", column(Dot::high));
  }

  private Along along(Size size) {
    return new Along(x, lines, size);
  }

  private List<Object> column(ToDoubleFunction<Dot> value) {
    return Spec.list(dots().stream().map(value::applyAsDouble).toList());
  }

  private List<Spec> across(Level level, Size size) {
    Spec place =
        Spec.empty()
            .with("x", Spec.list(List.of(along(size).start())))
            .with("y", Spec.list(List.of(level.y())))
            .with("label", Spec.list(List.of(level.name())));
    return List.of(
        Spec.geom("hline", Spec.empty())
            .with("yintercept", level.y())
            .with("color", Ink.INK.standIn())
            .with("size", 0.6),
        Spec.geom("text", place)
            .with("mapping", Spec.empty().with("x", "x").with("y", "y").with("label", "label"))
            .with("color", Ink.INK.standIn())
            .with("hjust", "left")
            .with("vjust", "bottom")
            .with("nudge_y", (range().get(1) - range().get(0)) / 80)
            .with("size", LETTERS));
  }

  private List<Spec> scales(Size size) {
    List<Ink> inks =
        IntStream.range(0, lines.size()).mapToObj(line -> Ink.ofLine(line, lines.size())).toList();
    List<Look> looks = IntStream.range(0, lines.size()).mapToObj(Look::of).toList();
    List<String> colours = inks.stream().map(Ink::standIn).toList();
    List<Spec> scales = new ArrayList<>();
    scales.add(along(size).scale());
    scales.add(Spec.scale("y", y));
    scales.add(named("color", colours, size));
    scales.add(named("linetype", looks.stream().map(Look::dashes).toList(), size));
    scales.add(named("shape", looks.stream().map(Look::shape).toList(), size));
    return scales;
  }

  /** One legend for all that tells lines apart; a line alone needs none. */
  private Spec named(String aesthetic, Collection<?> values, Size size) {
    return Spec.scale(aesthetic)
        .with("name", "")
        .with("breaks", Spec.list(names(size).shown()))
        .with("limits", Spec.list(names(size).shown()))
        .with("values", Spec.list(values))
        .with(
            "guide",
            lines.size() > 1
                ? Spec.named("legend").with("ncol", size.columns(names(size).shown()))
                : "none");
  }

  private Names names(Size size) {
    return Names.of(lines.stream().map(Line::name).toList(), size::fitting);
  }

  private List<Dot> dots() {
    return lines.stream().flatMap(line -> line.points().stream()).toList();
  }

  /** Wide intervals are cut off; otherwise the lines would look flat. */
  private List<Double> range() {
    List<Double> values = new ArrayList<>(dots().stream().map(Dot::y).toList());
    level.ifPresent(it -> values.add(it.y()));
    double low = values.stream().mapToDouble(it -> it).min().orElseThrow();
    double high = values.stream().mapToDouble(it -> it).max().orElseThrow();
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
