package io.winnow.contract;

import io.winnow.contract.PlacedWords.Range;
import io.winnow.contract.ReturnedAnnotation.Span;
import io.winnow.text.OffsetUnit;
import io.winnow.text.TextAlignment;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A returned span of characters, read in one unit of offsets or another.
 *
 * @param places where it lies, by unit; empty if its offsets are no whole numbers
 */
record UnitReadings(PlacedWords text, Span span, Map<OffsetUnit, Place> places) {

  /** In code points of the text. */
  record Place(long start, long end) {}

  /** A million spans are read: in most texts most units count alike, which is quick to see. */
  static UnitReadings of(PlacedWords text, Span span) {
    if (!isWhole(span.start()) || !isWhole(span.end())) {
      return new UnitReadings(text, span, Map.of());
    }
    Place asItIs = new Place(span.start().longValue(), span.end().longValue());
    Set<OffsetUnit> alike = alike(text.text());
    Map<OffsetUnit, Place> places = new EnumMap<>(OffsetUnit.class);
    for (OffsetUnit unit : OffsetUnit.values()) {
      places.put(
          unit,
          alike.contains(unit)
              ? asItIs
              : new Place(
                  unit.toCodePoints(text.text(), asItIs.start),
                  unit.toCodePoints(text.text(), asItIs.end)));
    }
    return new UnitReadings(text, span, places);
  }

  /** Units that count a text as code points do; perhaps not all of them. */
  private static Set<OffsetUnit> alike(String text) {
    int most = 0;
    boolean isPlain = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      most = Math.max(most, c);
      isPlain &= c < 0x80 ? c != '\r' : isCharacterOfItsOwn(c);
    }
    Set<OffsetUnit> alike = EnumSet.of(OffsetUnit.CODE_POINTS);
    if (most < 0x80) {
      alike.add(OffsetUnit.BYTES);
    }
    if (most < Character.MIN_SURROGATE || text.codePoints().count() == text.length()) {
      alike.add(OffsetUnit.UTF_16);
    }
    if (isPlain) {
      alike.add(OffsetUnit.GRAPHEMES);
    }
    return alike;
  }

  /** Of scripts whose letters join nothing: European ones, Hebrew, Arabic; Chinese and kana. */
  private static boolean isCharacterOfItsOwn(char c) {
    boolean isSimpleScript =
        c < 0x0900 || (c >= 0x1E00 && c < 0x20D0) || (c >= 0x3000 && c < 0xA000);
    int type = Character.getType(c);
    return isSimpleScript
        && type != Character.NON_SPACING_MARK
        && type != Character.ENCLOSING_MARK
        && type != Character.COMBINING_SPACING_MARK
        && type != Character.FORMAT
        && type != Character.UNASSIGNED;
  }

  /** As a message has it. */
  static String words(OffsetUnit unit) {
    return switch (unit) {
      case CODE_POINTS -> "code points";
      case UTF_16 -> "UTF-16 units";
      case GRAPHEMES -> "graphemes";
      case BYTES -> "bytes of UTF-8";
    };
  }

  /** Whether it lies elsewhere in one unit than in another. */
  boolean tellsUnits() {
    return places.values().stream().distinct().count() > 1;
  }

  /**
   * Whether it makes sense in a unit: it has the words or the text that it says it has; if it says
   * neither, it begins and ends where words do.
   */
  boolean fits(OffsetUnit unit) {
    Place place = places.get(unit);
    if (place == null || place.start < 0 || place.start >= place.end || place.end > text.length()) {
      return false;
    }
    if (span.isByWord()) {
      return words(place).filter(this::areThoseSaid).isPresent();
    }
    return span.text() == null
        ? words(place).isPresent()
        : TextAlignment.isSame(span.text(), cut(unit));
  }

  /**
   * The same span, as it is if who wrote it counts its ends otherwise.
   *
   * @param start is added to its start; so is {@code end} to its end
   */
  UnitReadings moved(int start, int end) {
    Place asItIs = places.get(OffsetUnit.CODE_POINTS);
    return asItIs == null
        ? this
        : new UnitReadings(
            text,
            span,
            Map.of(OffsetUnit.CODE_POINTS, new Place(asItIs.start + start, asItIs.end + end)));
  }

  /** The text between its ends, in a unit that it fits. */
  String cut(OffsetUnit unit) {
    Place place = places.get(unit);
    return text.cut((int) place.start, (int) place.end);
  }

  private Optional<Range> words(Place place) {
    return text.words((int) place.start, (int) place.end);
  }

  private boolean areThoseSaid(Range words) {
    return span.startWord() != null
        && span.endWord() != null
        && span.startWord().doubleValue() == words.first()
        && span.endWord().doubleValue() == words.last() + 1;
  }

  private static boolean isWhole(Number number) {
    if (number == null || number instanceof Long || number instanceof Integer) {
      return number != null;
    }
    try {
      new BigDecimal(number.toString()).longValueExact();
      return true;
    } catch (ArithmeticException | NumberFormatException e) {
      return false;
    }
  }
}
