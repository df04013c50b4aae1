package io.winnow.charts;

/** Something drawn. */
public sealed interface Chart permits LineChart, Histogram, BarChart {

  /** What a reader who can't see it is told. */
  String title();

  /**
   * The chart as HTML: the same SVG twice, wide and narrow, of which {@link ChartStyle} shows the
   * one that fits the screen, so that letters keep their size on a phone.
   */
  String html();
}
