package io.winnow.charts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Something drawn. */
public sealed interface Chart permits LineChart, Histogram, BarChart {

  /** What a reader who can't see it is told. */
  String title();

  /**
   * The chart as HTML: the same SVG twice, wide and narrow, of which {@link #css} shows the one
   * that fits the screen, so that letters keep their size on a phone.
   */
  String html();

  /**
   * The style sheet that every page with charts has in it. Needs nothing else: the colours of light
   * and dark as variables ({@code --paper}, {@code --ink}, {@code --faint}, {@code --grid}, {@code
   * --c0} to {@code --c5}), and how charts look.
   */
  static String css() {
    try (InputStream in = Chart.class.getResourceAsStream("charts.css")) {
      if (in == null) {
        throw new IllegalStateException("charts.css is not on the class path: build again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read charts.css", e);
    }
  }
}
