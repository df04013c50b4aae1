package io.winnow.charts;

import io.winnow.charts.Canvas.Drawing;
import io.winnow.charts.Canvas.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    return Canvas.html(title, size -> drawing(size.withLegend(names(size).shown())));
  }

  private Drawing drawing(Size size) {
    List<Object> from = new ArrayList<>();
    List<Object> to = new ArrayList<>();
    List<Object> count = new ArrayList<>();
    List<Object> of = new ArrayList<>();
    List<String> names = names(size).shown();
    for (String name : names) {
      for (Bar bar : bars) {
        from.add(bar.from());
        to.add(bar.to());
        count.add((double) (name.equals(names.get(0)) ? bar.all() : bar.some()));
        of.add(name);
      }
    }
    Spec data =
        Spec.empty()
            .with("from", from)
            .with("to", to)
            .with("none", Spec.list(of.stream().map(it -> 0.0).toList()))
            .with("count", count)
            .with("of", of);
    List<Spec> layers = new ArrayList<>();
    layers.add(
        Spec.geom("rect", data)
            .with(
                "mapping",
                Spec.empty()
                    .with("xmin", "from")
                    .with("xmax", "to")
                    .with("ymin", "none")
                    .with("ymax", "count")
                    .with("fill", "of"))
            .with("color", Ink.C1.standIn())
            .with("size", 0.6));
    cut.ifPresent(it -> layers.addAll(down(it, size)));
    return new Drawing(
        size,
        layers,
        List.of(
            Spec.scale("x", x),
            Spec.scale("y", y)
                .with("name", y.label() + " (square-root scale)")
                .with("trans", "sqrt")
                .with("breaks", Spec.list(breaks())),
            Canvas.hollowAndSolid(names, size)),
        Spec.named("cartesian"),
        names(size));
  }

  private List<Double> breaks() {
    double most = bars.stream().mapToLong(Bar::all).max().orElseThrow();
    return Axis.breaks(
        most / 100, Math.max(1, most), count -> HEIGHT * Math.sqrt(count / most), ROOM_OF_NUMBER);
  }

  private Names names(Size size) {
    return Names.of(List.of(whole, part), size::fitting);
  }

  private List<Spec> down(Cut line, Size size) {
    double middle = (bars.get(0).from() + bars.get(bars.size() - 1).to()) / 2;
    double top = bars.stream().mapToLong(Bar::all).max().orElseThrow();
    double aside =
        (bars.get(bars.size() - 1).to() - bars.get(0).from()) / (size.isNarrow() ? 40 : 100);
    Spec place =
        Spec.empty()
            .with("x", Spec.list(List.of(line.x())))
            .with("y", Spec.list(List.of(top)))
            .with("label", Spec.list(List.of(line.name())));
    return List.of(
        Spec.geom("vline", Spec.empty())
            .with("xintercept", line.x())
            .with("color", Ink.INK.standIn())
            .with("linetype", "dashed")
            .with("size", 0.8),
        Spec.geom("text", place)
            .with("mapping", Spec.empty().with("x", "x").with("y", "y").with("label", "label"))
            .with("color", Ink.INK.standIn())
            .with("hjust", line.x() < middle ? "left" : "right")
            .with("nudge_x", line.x() < middle ? aside : -aside)
            .with("vjust", "top")
            .with("size", 5.5));
  }
}
