package io.winnow.charts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A histogram of a whole and of a part of it. The part is solid, the whole is hollow. Counts are on
 * a square-root scale, so that one sentence can be seen beside thousands.
 *
 * @param whole what all are called
 * @param part what the part is called
 * @param bars at least one, beside each other
 * @param cut a line down, where there is one
 */
public record Histogram(
    String title, Axis x, Axis y, String whole, String part, List<Bar> bars, Optional<Cut> cut)
    implements Chart {

  private static final String SPEC =
      """
      plot.layers = [
        {
          geom = rect, data = ${data}, color = ${c1}, size = 0.6
          mapping {xmin = from, xmax = to, ymin = none, ymax = count, fill = of}
        }
        {
          geom = vline, data = ${cut}, mapping {xintercept = x}
          color = ${ink}, linetype = dashed, size = 0.8
        }
        {
          geom = text, data = ${cut}, mapping {x = x, y = y, label = label}, color = ${ink}
          hjust = ${side}, nudge_x = ${aside}, vjust = top, size = 5.5
        }
      ]
      plot.scales = [
        ${x}
        ${y} {name = ${y.name} (square-root scale), trans = sqrt, breaks = ${breaks}}
        {
          aesthetic = fill, name = "", breaks = ${names}, limits = ${names}
          values = [${paper}, ${c1}], guide {name = legend, ncol = ${columns}}
        }
      ]
      plot.coord {name = cartesian}
      """;

  /** About the pixels of the axis of y, and those that a number on it takes. */
  private static final double HEIGHT = 220;

  private static final double ROOM_OF_NUMBER = 30;

  /**
   * Those in {@code [from, to)}.
   *
   * @param some of the {@code all}
   */
  public record Bar(double from, double to, long all, long some) {}

  /** A named value of x. */
  public record Cut(String name, double x) {}

  public Histogram {
    bars = List.copyOf(bars);
    if (bars.isEmpty()) {
      throw new IllegalArgumentException("Chart '%s' has no bar: leave it out".formatted(title));
    }
  }

  @Override
  public String html() {
    return Plot.html(title, this::plot);
  }

  private Plot plot(Size size) {
    Map<String, String> names = Size.names(List.of(whole, part), size::fitting);
    double first = bars.get(0).from();
    double last = bars.get(bars.size() - 1).to();
    double most = bars.stream().mapToLong(Bar::all).max().orElseThrow();
    boolean isLeft = cut.isPresent() && cut.get().x() < (first + last) / 2;
    double aside = (last - first) / (size.isNarrow() ? 40 : 100);
    return new Plot(
        size.withLegend(names.keySet()),
        names,
        SPEC,
        Map.of(
            "data", data(List.copyOf(names.keySet())),
            "cut", cut(most),
            "side", isLeft ? "left" : "right",
            "aside", isLeft ? aside : -aside,
            "x", x.scale("x"),
            "y", y.scale("y"),
            "breaks", breaks(most)));
  }

  /** The bars of the whole, then those of the part. */
  private Map<String, List<Object>> data(List<String> names) {
    return Map.of(
        "from", twice(Bar::from, Bar::from),
        "to", twice(Bar::to, Bar::to),
        "none", twice(bar -> 0.0, bar -> 0.0),
        "count", twice(bar -> (double) bar.all(), bar -> (double) bar.some()),
        "of", twice(bar -> names.get(0), bar -> names.get(1)));
  }

  private List<Object> twice(Function<Bar, Object> ofWhole, Function<Bar, Object> ofPart) {
    return Stream.concat(bars.stream().map(ofWhole), bars.stream().map(ofPart)).toList();
  }

  private Map<String, List<?>> cut(double top) {
    return Map.of(
        "x", cut.stream().map(Cut::x).toList(),
        "y", cut.stream().map(it -> top).toList(),
        "label", cut.stream().map(Cut::name).toList());
  }

  private static List<Double> breaks(double most) {
    return Axis.breaks(
        most / 100, Math.max(1, most), count -> HEIGHT * Math.sqrt(count / most), ROOM_OF_NUMBER);
  }
}
