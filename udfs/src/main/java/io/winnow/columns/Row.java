package io.winnow.columns;

import io.winnow.columns.Layout.Shape;
import io.winnow.columns.Layout.Width;
import io.winnow.files.Conll;
import java.util.Arrays;
import java.util.Optional;

/**
 * A word's line.
 *
 * @param line from 1
 * @param tabs how many it has
 */
record Row(long line, long tabs, String[] cells) {

  private static final int MOST_SHOWN = 40;

  static Row of(long line, String text) {
    long tabs = 0;
    for (int at = text.indexOf('\t'); at >= 0; at = text.indexOf('\t', at + 1)) {
      tabs++;
    }
    return new Row(line, tabs, Conll.columns(text));
  }

  /** With the columns at its end that are empty; not there if it has other columns. */
  Optional<Row> fitted(Shape shape) {
    boolean isWider = shape.width() == Width.BY_SENTENCE && cells.length > shape.columns();
    if (cells.length == shape.columns() || isWider) {
      return Optional.of(this);
    }
    if (cells.length > shape.columns() || tabs < shape.columns() - 1) {
      return Optional.empty();
    }
    String[] padded = Arrays.copyOf(cells, shape.columns());
    Arrays.fill(padded, cells.length, padded.length, "");
    return Optional.of(new Row(line, tabs, padded));
  }

  /** A value as messages repeat it: cut where it would hide the rest. */
  static String shown(String value) {
    return value.codePointCount(0, value.length()) <= MOST_SHOWN
        ? value
        : value.substring(0, value.offsetByCodePoints(0, MOST_SHOWN)) + "...";
  }
}
