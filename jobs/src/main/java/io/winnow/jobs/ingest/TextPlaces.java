package io.winnow.jobs.ingest;

import io.winnow.text.OffsetUnit;
import java.util.EnumMap;
import java.util.Map;

/** Where offsets of every unit lie in a text: {@link OffsetUnit#toUtf16} for many offsets. */
final class TextPlaces {

  private final String text;

  /** In UTF-16 units, by offset; -1 within a character. Null: all units count the same. */
  private final Map<OffsetUnit, int[]> places;

  private TextPlaces(String text, Map<OffsetUnit, int[]> places) {
    this.text = text;
    this.places = places;
  }

  static TextPlaces of(String text) {
    if (text.chars().allMatch(c -> c < 0x80 && c != '\r')) {
      return new TextPlaces(text, null);
    }
    Map<OffsetUnit, int[]> places = new EnumMap<>(OffsetUnit.class);
    for (OffsetUnit unit : OffsetUnit.values()) {
      places.put(unit, unit.places(text));
    }
    return new TextPlaces(text, places);
  }

  String text() {
    return text;
  }

  /** -1 if the offset lies outside of the text or within a character. */
  int utf16(OffsetUnit unit, int offset) {
    if (places == null) {
      return offset < 0 || offset > text.length() ? -1 : offset;
    }
    int[] of = places.get(unit);
    return offset < 0 || offset >= of.length ? -1 : of[offset];
  }
}
