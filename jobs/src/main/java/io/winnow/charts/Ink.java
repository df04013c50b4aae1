package io.winnow.charts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A colour of the page. Lets-Plot draws with a unique placeholder colour, which the page's variable
 * replaces afterwards.
 */
enum Ink {
  PAPER("paper"),
  INK("ink"),
  FAINT("faint"),
  GRID("grid"),
  C0("c0"),
  C1("c1"),
  C2("c2"),
  C3("c3"),
  C4("c4"),
  C5("c5");

  /** Those that lines and bars have. */
  static final List<Ink> LINES = List.of(C0, C1, C2, C3, C4, C5);

  /** What Lets-Plot lays under the keys of a legend. */
  private static final String WHITE = "rgb(255,255,255)";

  private static final int RED = 2;
  private static final int GREEN = 1;

  private final String variable;

  Ink(String variable) {
    this.variable = variable;
  }

  /** The first of several lines is grey: it is the baseline. */
  static Ink ofLine(int number, int lines) {
    return lines == 1 ? C1 : LINES.get(number % LINES.size());
  }

  /** As Lets-Plot is told it. */
  String standIn() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", RED, GREEN, ordinal());
  }

  /** As CSS names it. */
  String variable() {
    return "var(--%s)".formatted(variable);
  }

  /** A style in which colours are the page's. */
  static String inStyle(String style) {
    String ours = style;
    for (Ink ink : values()) {
      ours = ours.replace(ink.standIn(), ink.variable());
    }
    return ours;
  }

  /** The colour that an attribute of Lets-Plot's SVG stands for. */
  static Optional<Ink> of(String painted) {
    String colour = painted.replace(" ", "");
    if (colour.equals(WHITE)) {
      return Optional.of(PAPER);
    }
    return Arrays.stream(values())
        .filter(
            ink ->
                colour.equalsIgnoreCase(ink.standIn())
                    || colour.equals("rgb(%d,%d,%d)".formatted(RED, GREEN, ink.ordinal())))
        .findFirst();
  }
}
