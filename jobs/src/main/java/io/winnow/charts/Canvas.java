package io.winnow.charts;

import java.util.List;
import java.util.function.Function;
import jetbrains.datalore.base.geometry.DoubleVector;
import jetbrains.datalore.plot.PlotSvgExportPortable;
import jetbrains.datalore.vis.svgToString.SvgToString;

/** Has Lets-Plot draw. */
final class Canvas {

  /** Pictures inside a chart, of which there are none, are the one thing that it needs AWT for. */
  private static final SvgToString WITHOUT_PICTURES = new SvgToString(null);

  private Canvas() {}

  /** A chart of both sizes, as {@link Chart#html} promises. */
  static String html(String title, Function<Size, Drawing> drawing) {
    return "<div class=\"chart\">\n%s%s</div>\n"
        .formatted(drawing.apply(Size.WIDE).svg(title), drawing.apply(Size.NARROW).svg(title));
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
}
