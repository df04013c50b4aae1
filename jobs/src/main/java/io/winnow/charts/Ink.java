package io.winnow.charts;

import java.util.List;
import java.util.Locale;

/**
 * A colour of the page. Lets-Plot draws with a unique placeholder colour, which the page's variable
 * replaces afterwards.
 */
enum Ink {
  PAPER,
  INK,
  GRID,
  C0,
  C1,
  C2,
  C3,
  C4,
  C5;

  /** Those that lines and bars have. */
  static final List<Ink> LINES = List.of(C0, C1, C2, C3, C4, C5);

  /** What Lets-Plot lays under the keys of a legend. */
  private static final String WHITE = "rgb(255,255,255)";

  /** The first of several lines is grey: it is the baseline. */
  static Ink ofLine(int number, int lines) {
    return lines == 1 ? C1 : LINES.get(number % LINES.size());
  }

  /** As the page's style sheet names it. */
  String variable() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As Lets-Plot is told it. */
  String standIn() {
    return String.format(Locale.ROOT, "#0201%02x", ordinal());
  }

  static List<String> standIns(List<Ink> inks) {
    return inks.stream().map(Ink::standIn).toList();
  }

  /** A tag of Lets-Plot's SVG in which colours are the page's. */
  static String ofPage(String tag) {
    String ours = tag.replace(WHITE, "var(--paper)");
    for (Ink ink : values()) {
      String variable = "var(--%s)".formatted(ink.variable());
      ours = ours.replace(ink.standIn(), variable);
      ours = ours.replace("rgb(2,1," + ink.ordinal() + ")", variable);
    }
    return ours;
  }
}
