package io.winnow.jobs.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lines over labelled words as an SVG element. Colours are classes of the page's style sheet, so
 * that they follow its light and dark; lines differ by dashes and shape of points as well.
 *
 * @param title what a reader who can't see it is told
 * @param xFormat of the ticks, as is {@code yFormat}
 * @param level a line across, where there is one
 */
record Chart(
    String title,
    String xLabel,
    String xFormat,
    String yLabel,
    String yFormat,
    List<Line> lines,
    Optional<Level> level) {

  private static final double WIDTH = 860;
  private static final double HEIGHT = 380;
  private static final double LEFT = 62;
  private static final double RIGHT = 196;
  private static final double TOP = 28;
  private static final double BOTTOM = 46;
  private static final double BETWEEN_LABELS = 16;
  private static final int LONGEST_LABEL = 22;

  /** How far beyond the lines the axis may go for intervals, as a share of the lines' range. */
  private static final double ROOM = 0.25;

  /**
   * @param name as its label says
   * @param points in order of x
   */
  record Line(String name, List<Dot> points) {}

  /**
   * @param half of the interval; NaN for none
   */
  record Dot(double x, double y, double half) {}

  /** A named value of y. */
  record Level(String name, double y) {}

  String svg() {
    Scale x =
        new Scale(0, dots().stream().mapToDouble(Dot::x).max().orElse(1), LEFT, WIDTH - RIGHT);
    Scale y = yScale();
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">\n",
            WIDTH, HEIGHT, Html.escape(title)));
    String clip = "clip-" + Integer.toHexString(title.hashCode());
    svg.append(
        text(
            "<clipPath id=\"%s\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/></clipPath>\n",
            clip, LEFT, TOP - 8, WIDTH - RIGHT - LEFT + 8, HEIGHT - BOTTOM - TOP + 16));
    axes(svg, x, y);
    level.ifPresent(
        it ->
            svg.append(
                text(
                    "<line class=\"level\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
                    LEFT, WIDTH - RIGHT, y.at(it.y()), y.at(it.y()))));
    for (int i = 0; i < lines.size(); i++) {
      line(svg, i, x, y, clip);
    }
    labels(svg, y);
    return svg.append("</svg>\n").toString();
  }

  private List<Dot> dots() {
    return lines.stream().flatMap(line -> line.points().stream()).toList();
  }

  private Scale yScale() {
    List<Double> values = new ArrayList<>(dots().stream().map(Dot::y).toList());
    level.ifPresent(it -> values.add(it.y()));
    double low = values.stream().min(Comparator.naturalOrder()).orElse(0.0);
    double high = values.stream().max(Comparator.naturalOrder()).orElse(1.0);
    double range = high > low ? high - low : Math.max(Math.abs(high), 1e-3);
    double room = ROOM * range;
    double lowest = low;
    double highest = high;
    for (Dot dot : dots()) {
      double half = Double.isNaN(dot.half()) ? 0 : dot.half();
      lowest = Math.min(lowest, dot.y() - half);
      highest = Math.max(highest, dot.y() + half);
    }
    return new Scale(
        Math.max(0, Math.max(low - room, lowest) - range / 20),
        Math.min(high + room, highest) + range / 20,
        HEIGHT - BOTTOM,
        TOP);
  }

  private void axes(StringBuilder svg, Scale x, Scale y) {
    for (double tick : y.ticks(8)) {
      svg.append(
          text(
              "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
              LEFT, WIDTH - RIGHT, y.at(tick), y.at(tick)));
      svg.append(
          text(
              "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
              LEFT - 8, y.at(tick) + 4, text(yFormat, tick)));
    }
    for (double tick : x.ticks(8)) {
      svg.append(
          text(
              "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n",
              x.at(tick), HEIGHT - BOTTOM + 18, text(xFormat, tick)));
    }
    svg.append(
        text(
            "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Html.escape(xLabel)));
    svg.append(text("<text class=\"tick\" x=\"4\" y=\"14\">%s</text>\n", Html.escape(yLabel)));
  }

  private void line(StringBuilder svg, int number, Scale x, Scale y, String clip) {
    List<Dot> points = lines.get(number).points();
    Marker marker = Marker.of(number);
    svg.append(text("<g class=\"%s\" clip-path=\"url(#%s)\">\n", Html.style(number), clip));
    List<Dot> known = points.stream().filter(dot -> !Double.isNaN(dot.half())).toList();
    if (!known.isEmpty()) {
      svg.append("<path class=\"band\" d=\"").append(band(known, x, y)).append("\"/>\n");
    }
    svg.append("<path class=\"line\"");
    if (!marker.dashes().isEmpty()) {
      svg.append(text(" stroke-dasharray=\"%s\"", marker.dashes()));
    }
    svg.append(" d=\"").append(path(points, x, y)).append("\"/>\n");
    for (Dot dot : points) {
      svg.append(
          text(
              "<path class=\"mark\" d=\"%s\"><title>%s</title></path>\n",
              marker.at(x.at(dot.x()), y.at(dot.y())), Html.escape(told(number, dot))));
    }
    svg.append("</g>\n");
  }

  private String told(int number, Dot dot) {
    String interval = Double.isNaN(dot.half()) ? "" : " +- " + text(yFormat, dot.half());
    return "%s: %s at %s"
        .formatted(
            lines.get(number).name(), text(yFormat, dot.y()) + interval, text(xFormat, dot.x()));
  }

  private static String path(List<Dot> points, Scale x, Scale y) {
    StringBuilder path = new StringBuilder();
    for (Dot dot : points) {
      path.append(text("%s%.1f %.1f", path.isEmpty() ? "M" : "L", x.at(dot.x()), y.at(dot.y())));
    }
    return path.toString();
  }

  private static String band(List<Dot> points, Scale x, Scale y) {
    List<Dot> around = new ArrayList<>();
    points.forEach(dot -> around.add(new Dot(dot.x(), dot.y() + dot.half(), 0)));
    for (int i = points.size() - 1; i >= 0; i--) {
      Dot dot = points.get(i);
      around.add(new Dot(dot.x(), dot.y() - dot.half(), 0));
    }
    return path(around, x, y) + "Z";
  }

  /** A label where a line ends, kept apart from each other. */
  private record Label(String name, double y, String style, Optional<Marker> marker) {}

  private void labels(StringBuilder svg, Scale y) {
    List<Label> labels = new ArrayList<>();
    level.ifPresent(it -> labels.add(new Label(it.name(), y.at(it.y()), "", Optional.empty())));
    for (int i = 0; i < lines.size(); i++) {
      List<Dot> points = lines.get(i).points();
      if (!points.isEmpty()) {
        double end = y.at(points.get(points.size() - 1).y());
        labels.add(new Label(lines.get(i).name(), end, Html.style(i), Optional.of(Marker.of(i))));
      }
    }
    labels.sort(Comparator.comparingDouble(Label::y));
    double lowest = TOP;
    double x = WIDTH - RIGHT + 22;
    for (Label label : labels) {
      double at = Math.max(label.y(), lowest);
      lowest = at + BETWEEN_LABELS;
      svg.append(text("<g class=\"%s\">", label.style()));
      label
          .marker()
          .ifPresent(
              marker -> svg.append(text("<path class=\"mark\" d=\"%s\"/>", marker.at(x, at))));
      svg.append(
          text(
              "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text></g>\n",
              label.marker().isPresent() ? "label" : "tick",
              x + 10,
              at + 4,
              Html.escape(SummaryText.cut(label.name(), LONGEST_LABEL))));
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
