package io.winnow.charts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Horizontal bars, one below the other, with their values next to them.
 *
 * @param groups one for each name on the left, from top to bottom
 * @param kinds of bars in a group: one, or two, of which the first is hollow and the second solid
 */
public record BarChart(String title, Axis length, List<Group> groups, List<String> kinds)
    implements Chart {

  private static final String SPEC =
      """
      plot.layers = [
        {
          geom = rect, data = ${data}, color = ${c1}, size = 0.6, show_legend = ${legend}
          mapping {xmin = none, xmax = value, ymin = from, ymax = to, fill = kind}
        }
        {
          geom = text, data = ${data}, mapping {x = value, y = middle, label = value}
          color = ${ink}, label_format = ${x.format}, hjust = left, nudge_x = ${aside}, size = 5.2
        }
      ]
      plot.scales = [
        ${x} ${along} {expand = [0.01]}
        ${groups} {aesthetic = y, name = ""}
        {
          aesthetic = fill, name = "", breaks = ${names}, limits = ${names}, values = ${fills}
          guide {name = legend, ncol = ${columns}}
        }
      ]
      plot.coord {name = cartesian}
      """;

  private static final int FRAME = 60;
  private static final int LOWEST = 112;
  private static final int BAR = 17;
  private static final int GAP = 9;

  /** Up to this value, the axis shows every whole number and nothing between. */
  private static final int FEW = 8;

  /** Of a group's bars together, where groups are 1 apart. */
  private static final double THICKNESS = 0.75;

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
    return Plot.html(title, this::plot);
  }

  private Plot plot(Size size) {
    int height = Math.max(LOWEST, FRAME + groups.size() * (GAP + BAR * kinds.size()));
    Size own = new Size(size.name(), size.width(), height);
    List<String> names = List.copyOf(Size.names(kinds, own::fitting).keySet());
    Map<String, String> beside =
        Size.names(upwards().stream().map(Group::name).toList(), own::besideAxis);
    boolean isOneKind = kinds.size() == 1;
    double longest = longest();
    return new Plot(
        isOneKind ? own : own.withLegend(names),
        beside,
        SPEC,
        Map.of(
            "data", data(names),
            "aside", longest / (own.isNarrow() ? 50 : 100),
            "x", length.scale("x"),
            "along", along(longest, own.isNarrow() ? 1.25 : 1.1),
            "groups", Map.of("breaks", upTo(groups.size() - 1), "labels", beside.keySet()),
            "names", names,
            "fills", Ink.standIns(isOneKind ? List.of(Ink.C1) : List.of(Ink.PAPER, Ink.C1)),
            "legend", !isOneKind,
            "columns", own.columns(names)));
  }

  /** The axis begins at 0 and ends where there is room for the longest bar's value. */
  private Map<String, Object> along(double longest, double room) {
    Map<String, Object> scale = new HashMap<>();
    scale.put("format", length.ticks().fromZero);
    scale.put("limits", List.of(0.0, room * longest));
    if (length.ticks() == Axis.Ticks.WHOLE && longest <= FEW) {
      scale.put("breaks", upTo((int) longest));
    }
    return scale;
  }

  private static List<Double> upTo(int last) {
    return IntStream.rangeClosed(0, last).mapToObj(Double::valueOf).toList();
  }

  private List<Group> upwards() {
    List<Group> upwards = new ArrayList<>(groups);
    Collections.reverse(upwards);
    return upwards;
  }

  private Map<String, List<Object>> data(List<String> names) {
    List<Double> values = upwards().stream().flatMap(it -> it.values().stream()).toList();
    double thickness = THICKNESS / names.size();
    IntToDoubleFunction from =
        bar -> bar / names.size() + THICKNESS / 2 - (bar % names.size() + 1) * thickness;
    return Map.of(
        "kind", column(bar -> names.get(bar % names.size())),
        "value", column(bar -> values.get(bar).isNaN() ? null : values.get(bar)),
        "none", column(bar -> 0.0),
        "from", column(from::applyAsDouble),
        "middle", column(bar -> from.applyAsDouble(bar) + thickness / 2),
        "to", column(bar -> from.applyAsDouble(bar) + thickness));
  }

  private List<Object> column(IntFunction<Object> ofBar) {
    return IntStream.range(0, groups.size() * kinds.size()).mapToObj(ofBar).toList();
  }

  private double longest() {
    double longest =
        groups.stream()
            .flatMap(group -> group.values().stream())
            .mapToDouble(value -> value.isNaN() ? 0 : value)
            .max()
            .orElse(0);
    return longest > 0 ? longest : 1;
  }
}
