package io.winnow.jobs.experiment;

import java.util.Locale;

/** How a line of a chart looks besides its colour: the shape of its points and its dashes. */
enum Marker {
  CIRCLE("", "M%1$.1f %2$.1fm-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"),
  SQUARE("7 4", "M%1$.1f %2$.1fm-3.6 -3.6h7.2v7.2h-7.2z"),
  TRIANGLE("2 3", "M%1$.1f %2$.1fm0 -4.8l4.6 8h-9.2z"),
  DIAMOND("10 3 2 3", "M%1$.1f %2$.1fm0 -5l5 5l-5 5l-5 -5z"),
  CROSS("12 5", "M%1$.1f %2$.1fm-4 -4l8 8m0 -8l-8 8"),
  PLUS("4 2", "M%1$.1f %2$.1fm-5 0h10m-5 -5v10");

  private final String dashes;
  private final String path;

  Marker(String dashes, String path) {
    this.dashes = dashes;
    this.path = path;
  }

  /** The look of the n-th line; the first ones differ from each other. */
  static Marker of(int line) {
    return values()[line % values().length];
  }

  /** As {@code stroke-dasharray} takes it; empty for a line without gaps. */
  String dashes() {
    return dashes;
  }

  /** An SVG path around a place. */
  String at(double x, double y) {
    return String.format(Locale.ROOT, path, x, y);
  }
}
