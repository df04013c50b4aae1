package io.winnow.charts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

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
    try (InputStream in = ChartStyle.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not on the class path: build again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + FILE, e);
    }
  }

  /** How many colours of lines there are, {@code --c0} and so on. */
  public static int colours() {
    return Ink.LINES.size();
  }
}
