package io.winnow.charts;

import io.winnow.charts.Canvas.Drawing;
import io.winnow.charts.Canvas.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Horizontal bars, one below the other, with their values next to them.
 *
 * @param groups one for each name on the left, from top to bottom
 * @param kinds of bars in a group: one, or two, of which the first is hollow and the second solid
 */
public record BarChart(String title, Axis length, List<Group> groups, List<String> kinds)
    implements Chart {

  private static final int FRAME = 60;
  private static final int LOWEST = 112;
  private static final int BAR = 17;
  private static final int GAP = 9;

  /** Up to this value, the axis shows every whole number and nothing between. */
  private static final int FEW = 8;

  /** Of a group's bars together, where groups are 1 apart. */
  private static final double THICKNESS = 0.75;

  private static final double LETTERS = 5.2;

  /**
   * @param values one for each kind; NaN for none
   */
  public record Group(String name, List<Double> values) {}

  public BarChart {
    groups = List.copyOf(groups);
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty() || kinds.size() > 2) {
      throw new IllegalArgumentException(
          "Chart '%s' has %d kinds of bars: 1 or 2 can be told apart"
              .formatted(title, kinds.size()));
    }
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("Chart '%s' has no bar: leave it out".formatted(title));
    }
  }

  @Override
  public String html() {
    return Canvas.html(title, this::drawing);
  }

  private Drawing drawing(Size size) {
    int height = Math.max(LOWEST, FRAME + groups.size() * (GAP + BAR * kinds.size()));
    Size own = new Size(size.name(), size.width(), height);
    List<String> names = Names.of(kinds, own::fitting).shown();
    Names beside = Names.of(upwards().stream().map(Group::name).toList(), own::besideAxis);
    Spec data = data(names);
    List<Spec> layers =
        List.of(
            Spec.geom("rect", data)
                .with(
                    "mapping",
                    Spec.empty()
                        .with("xmin", "none")
                        .with("xmax", "value")
                        .with("ymin", "from")
                        .with("ymax", "to")
                        .with("fill", "kind"))
                .with("color", Ink.C1.standIn())
                .with("size", 0.6)
                .with("show_legend", kinds.size() > 1),
            Spec.geom("text", data)
                .with(
                    "mapping",
                    Spec.empty().with("x", "value").with("y", "middle").with("label", "value"))
                .with("label_format", length.ticks().format())
                .with("color", Ink.INK.standIn())
                .with("hjust", "left")
                .with("nudge_x", longest() / (own.isNarrow() ? 50 : 100))
                .with("size", LETTERS));
    double room = longest() * (own.isNarrow() ? 1.25 : 1.1);
    List<Spec> scales =
        List.of(
            along(room),
            Spec.scale("y")
                .with("name", "")
                .with(
                    "breaks",
                    Spec.list(IntStream.range(0, groups.size()).mapToObj(Double::valueOf).toList()))
                .with("labels", Spec.list(beside.shown())),
            Canvas.hollowAndSolid(names, own));
    Size whole = kinds.size() > 1 ? own.withLegend(names) : own;
    return new Drawing(whole, layers, scales, Spec.named("cartesian"), beside);
  }

  private Spec along(double room) {
    Spec scale =
        Spec.scale("x", length)
            .with("format", length.ticks().fromZero())
            .with("limits", Spec.list(List.of(0.0, room)))
            .with("expand", Spec.list(List.of(0.01)));
    boolean isCounted = length.ticks() == Axis.Ticks.WHOLE && longest() <= FEW;
    return isCounted
        ? scale.with(
            "breaks",
            Spec.list(IntStream.rangeClosed(0, (int) longest()).mapToObj(Double::valueOf).toList()))
        : scale;
  }

  private List<Group> upwards() {
    List<Group> upwards = new ArrayList<>(groups);
    Collections.reverse(upwards);
    return upwards;
  }

  private Spec data(List<String> names) {
    List<Object> kind = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    List<Object> from = new ArrayList<>();
    double thickness = THICKNESS / kinds.size();
    for (int place = 0; place < groups.size(); place++) {
      for (int i = 0; i < kinds.size(); i++) {
        double value = upwards().get(place).values().get(i);
        kind.add(names.get(i));
        values.add(Double.isNaN(value) ? null : value);
        from.add(place + THICKNESS / 2 - (i + 1) * thickness);
      }
    }
    return Spec.empty()
        .with("kind", kind)
        .with("value", values)
        .with("none", Spec.list(values.stream().map(it -> 0.0).toList()))
        .with("from", from)
        .with("middle", Spec.list(from.stream().map(it -> (double) it + thickness / 2).toList()))
        .with("to", Spec.list(from.stream().map(it -> (double) it + thickness).toList()));
  }

  private double longest() {
    double longest =
        groups.stream()
            .flatMap(group -> group.values().stream())
            .filter(value -> !Double.isNaN(value))
            .mapToDouble(value -> value)
            .max()
            .orElse(0);
    return longest > 0 ? longest : 1;
  }
}
