package io.winnow.charts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import jetbrains.datalore.base.geometry.DoubleVector;
import jetbrains.datalore.plot.PlotSvgExportPortable;
import jetbrains.datalore.vis.svgToString.SvgToString;

/** Draws with Lets-Plot. */
final class Canvas {

  /** Lets-Plot needs AWT only for images inside a chart, and there are none. */
  private static final SvgToString WITHOUT_PICTURES = new SvgToString(null);

  private Canvas() {}

  /** A chart of both sizes, as {@link Chart#html} promises. */
  static String html(String title, Function<Size, Drawing> drawing) {
    return "<div class=\"chart\">\n%s%s</div>\n"
        .formatted(drawing.apply(Size.WIDE).svg(title), drawing.apply(Size.NARROW).svg(title));
  }

  /**
   * The fill of bars of two kinds.
   *
   * @param names of the hollow ones and of the solid ones, or of the solid ones alone
   */
  static Spec hollowAndSolid(List<String> names, Size size) {
    List<String> both = List.of(Ink.PAPER.standIn(), Ink.C1.standIn());
    return Spec.scale("fill")
        .with("name", "")
        .with("breaks", Spec.list(names))
        .with("limits", Spec.list(names))
        .with("values", Spec.list(both.subList(2 - names.size(), 2)))
        .with("guide", Spec.named("legend").with("ncol", size.columns(names)));
  }

  /**
   * A chart of one size.
   *
   * @param scales of its aesthetics
   * @param coordinates how places are told, such as {@code cartesian}
   * @param names that may be cut
   */
  record Drawing(Size size, List<Spec> layers, List<Spec> scales, Spec coordinates, Names names) {

    String svg(String title) {
      Spec plot =
          Spec.empty()
              .with("kind", "plot")
              .with("layers", Spec.list(layers))
              .with("scales", Spec.list(scales))
              .with("coord", coordinates)
              .with("theme", theme());
      String drawn =
          PlotSvgExportPortable.INSTANCE.buildSvgImageFromRawSpecs(
              plot.values(), new DoubleVector(size.width(), size.height()), WITHOUT_PICTURES);
      return new SvgFigure(drawn, title, size, names).svg();
    }

    private static Spec theme() {
      Spec grid = Spec.named("line").with("color", Ink.GRID.standIn()).with("size", 1.0);
      return Spec.named("minimal")
          .with("legend_position", "bottom")
          .with("plot_background", "blank")
          .with("legend_background", "blank")
          .with("panel_background", "blank")
          .with("panel_grid_minor", "blank")
          .with("panel_grid_major", grid)
          .with("text", Spec.named("text").with("size", 12.0))
          .with("axis_title", Spec.named("text").with("size", 12.0));
    }
  }

  /**
   * Names as there is room for them in a chart. Those that differ in what was cut off alone stay
   * apart, as Lets-Plot takes equal names for one.
   *
   * @param whole by what is shown, in the order given
   */
  record Names(Map<String, String> whole) {

    /**
     * @param shortened to the room there is
     */
    static Names of(List<String> given, UnaryOperator<String> shortened) {
      Map<String, String> whole = new LinkedHashMap<>();
      for (String name : given) {
        String shown = shortened.apply(name);
        while (whole.containsKey(shown)) {
          shown += Size.ROOM;
        }
        whole.put(shown, Size.printable(name));
      }
      return new Names(whole);
    }

    List<String> shown() {
      return List.copyOf(whole.keySet());
    }
  }
}
