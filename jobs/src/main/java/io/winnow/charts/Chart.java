package io.winnow.charts;

import io.winnow.files.Resources;

/** Something drawn. */
public sealed interface Chart permits LineChart, Histogram, BarChart {

  /** Alternative text for readers who can't see the chart. */
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
    return Resources.text(Chart.class, "charts.css");
  }
}
