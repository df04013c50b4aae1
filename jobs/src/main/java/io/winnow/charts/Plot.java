package io.winnow.charts;

import com.typesafe.config.ConfigFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jetbrains.datalore.base.geometry.DoubleVector;
import jetbrains.datalore.plot.PlotSvgExportPortable;
import jetbrains.datalore.vis.svgToString.SvgToString;
import org.apache.commons.text.StringEscapeUtils;

/**
 * A chart of one size, drawn by Lets-Plot and made a part of a page: scalable, named for those who
 * can't see it, in the page's colours and letters, with the same ids each time.
 *
 * @param names as {@link Size#names} gives them: those that are cut are told in full to who points
 *     at them
 * @param spec the layers, scales and coordinates, in HOCON and in the terms of Lets-Plot's Python
 *     functions: {@code geom_line(size=2)} is <code>{geom = line, size = 2}</code>; colours are
 *     those of {@link Ink}, such as <code>${ink}</code>
 * @param values of other names in the spec, but for {@code names}, which are those that are shown,
 *     and the {@code columns} of a legend with them
 */
record Plot(Size size, Map<String, String> names, String spec, Map<String, ?> values) {

  private static final String FRAME =
      """
      plot.kind = plot
      plot.theme {
        name = minimal, legend_position = bottom
        plot_background = blank, legend_background = blank
        panel_background = blank, panel_grid_minor = blank
        panel_grid_major {name = line, color = ${grid}, size = 1}
        text {name = text, size = 12}, axis_title {name = text, size = 12}
      }
      """;

  /** Lets-Plot needs AWT only for images inside a chart, and there are none. */
  private static final SvgToString WITHOUT_PICTURES = new SvgToString(null);

  /** The last number of an axis may reach beyond what was drawn. */
  private static final int BESIDE = 16;

  private static final Pattern ROOT = Pattern.compile("<svg[^>]*>");
  private static final Pattern BETWEEN =
      Pattern.compile("(?<=>)\\s+|\\s+(?=<)|<style[^<]*</style>");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern TEXT = Pattern.compile("(?<=>)[^<]+");

  /** Ids are drawn at random, and a page has several charts. */
  private static final Pattern ID = Pattern.compile("(?<= id=\"|url\\(#)\\w+");

  private static final Pattern DECIMALS = Pattern.compile("-?\\d+\\.\\d+(?:E-?\\d+)?");

  /** Attributes for other viewers, those that repeat a default, and a colour inside of lines. */
  private static final Pattern NOTHING =
      Pattern.compile(
          " (?:\\w+-opacity=\"1\\.0\"|clip-bounds-jfx=\"[^\"]*\"|fill=\"rgb\\(17,142,216\\)\")"
              + "|font-family:[^;]*;");

  private static final Pattern PAINT = Pattern.compile(" (fill|stroke)=\"(var[^\"]*)\"");
  private static final Pattern END = Pattern.compile("(?= ?/?>$)");

  /** A chart of both sizes, as {@link Chart#html} promises. */
  static String html(String title, Function<Size, Plot> plot) {
    return "<div class=\"chart\">\n%s\n%s\n</div>\n"
        .formatted(plot.apply(Size.WIDE).svg(title), plot.apply(Size.NARROW).svg(title));
  }

  private String svg(String title) {
    Map<String, Object> all = new HashMap<>();
    all.put("names", names.keySet());
    all.put("columns", size.columns(names.keySet()));
    for (Ink ink : Ink.values()) {
      all.put(ink.variable(), ink.standIn());
    }
    all.putAll(values);
    Map<String, Object> plot =
        ConfigFactory.parseString(FRAME + spec)
            .withFallback(ConfigFactory.parseMap(all))
            .resolve()
            .getObject("plot")
            .unwrapped();
    String drawn =
        PlotSvgExportPortable.INSTANCE.buildSvgImageFromRawSpecs(
            plot, new DoubleVector(size.width(), size.height()), WITHOUT_PICTURES);
    Map<String, String> ids = new HashMap<>();
    String svg = BETWEEN.matcher(drawn).replaceAll("");
    svg = TAG.matcher(svg).replaceAll(tag -> tidy(tag.group(), title, ids));
    svg = TEXT.matcher(svg).replaceAll(text -> Matcher.quoteReplacement(whole(text.group())));
    String name = escape(title);
    String root =
        "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\"><title>%s</title>"
            .formatted(size.name(), size.width() + BESIDE, size.height(), name, name);
    return ROOT.matcher(svg).replaceFirst(Matcher.quoteReplacement(root));
  }

  private String tidy(String tag, String title, Map<String, String> ids) {
    String prefix = "%s-%08x-".formatted(size.name(), title.hashCode());
    String tidy = NOTHING.matcher(tag).replaceAll("");
    tidy = DECIMALS.matcher(tidy).replaceAll(Plot::rounded);
    tidy =
        ID.matcher(tidy)
            .replaceAll(id -> ids.computeIfAbsent(id.group(), it -> prefix + ids.size()));
    tidy = Ink.ofPage(tidy);
    // Attributes can't refer to the page's variables everywhere, styles can.
    List<String> paints =
        PAINT.matcher(tidy).results().map(it -> it.group(1) + ":" + it.group(2)).toList();
    return paints.isEmpty()
        ? tidy
        : END.matcher(PAINT.matcher(tidy).replaceAll(""))
            .replaceFirst(" style=\"%s\"".formatted(String.join(";", paints)));
  }

  private static String rounded(MatchResult number) {
    return new BigDecimal(number.group())
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  private String whole(String drawn) {
    String shown = StringEscapeUtils.unescapeXml(drawn);
    String text = shown.replace(Size.ROOM, "");
    String whole = names.getOrDefault(shown, text);
    return (whole.equals(text) ? "" : "<title>%s</title>".formatted(escape(whole))) + escape(text);
  }

  private static String escape(String text) {
    return StringEscapeUtils.escapeXml10(text);
  }
}
