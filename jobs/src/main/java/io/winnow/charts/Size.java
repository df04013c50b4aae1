package io.winnow.charts;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How large a chart is drawn, in pixels of a screen on which letters are 12 high.
 *
 * @param name the class that the style sheet knows it by
 */
record Size(String name, int width, int height) {

  static final Size WIDE = new Size("chart-wide", 840, 360);
  static final Size NARROW = new Size("chart-narrow", 344, 300);

  /** About as wide as a letter of a name. */
  private static final double LETTER = 7;

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

  /** Maximum width of names next to an axis. */
  private static final double OF_AXIS = 0.3;

  private static final int KEY = 44;
  private static final int LEGEND_LINE = 26;

  /** Reserves room at the end of a name, because Lets-Plot trims blanks; never shown. */
  static final String ROOM = "\u2800";

  /** Letters between a name and the next one. */
  private static final int APART = 2;

  /** Number of letters whose extra width in wide fonts equals one letter. */
  private static final int WIDER = 4;

  boolean isNarrow() {
    return name.equals(NARROW.name);
  }

  /** How many names stand beside each other under the chart. */
  int columns(Collection<String> names) {
    int longest = names.stream().mapToInt(String::length).max().orElse(1);
    return Math.max(1, Math.min(names.size(), (int) (width / (longest * LETTER + KEY))));
  }

  /** The same chart with room for the names of its lines. */
  Size withLegend(Collection<String> names) {
    int lines = (names.size() - 1) / columns(names) + 1;
    return new Size(name, width, height + LEGEND_LINE * lines);
  }

  /**
   * Names as there is room for them in a chart, in the order given, each with the whole name. Those
   * that differ in what was cut off alone stay apart, as Lets-Plot takes equal names for one.
   *
   * @param shortened to the room there is
   */
  static Map<String, String> names(List<String> given, UnaryOperator<String> shortened) {
    Map<String, String> whole = new LinkedHashMap<>();
    for (String name : given) {
      String shown = shortened.apply(name);
      while (whole.containsKey(shown)) {
        shown += ROOM;
      }
      whole.put(shown, printable(name));
    }
    return whole;
  }

  /** A name for the legend, no longer than a line of it and apart from what follows. */
  String fitting(String given) {
    double letters = (width - KEY) / LETTER - APART;
    String whole = cut(printable(given), letters * WIDER / (WIDER + 1));
    return whole + ROOM.repeat(APART + whole.length() / WIDER);
  }

  /** A name beside an axis, which leaves most of the width to what is drawn. */
  String besideAxis(String given) {
    return cut(printable(given), width * OF_AXIS / LETTER);
  }

  private static String cut(String name, double letters) {
    if (name.length() <= letters) {
      return name;
    }
    int end = (int) letters - 1;
    return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** Names without what XML can't hold. */
  private static String printable(String name) {
    return UNPRINTABLE.matcher(name).replaceAll("\uFFFD");
  }
}
