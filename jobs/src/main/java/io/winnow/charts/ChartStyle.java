package io.winnow.charts;

import io.winnow.files.Resources;

/** The style sheet that every page with charts has in it. */
public final class ChartStyle {

  private static final String FILE = "charts.css";

  private ChartStyle() {}

  /**
   * CSS that needs nothing else: the colours of light and dark as variables ({@code --paper},
   * {@code --ink}, {@code --faint}, {@code --grid}, {@code --c0} to {@code --c5}), and how charts
   * look.
   */
  public static String css() {
    return Resources.text(ChartStyle.class, FILE);
  }

  /** How many colours of lines there are, {@code --c0} and so on. */
  public static int colours() {
    return Ink.LINES.size();
  }
}
