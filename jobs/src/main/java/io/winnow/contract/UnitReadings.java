package io.winnow.contract;

import io.winnow.contract.PlacedWords.Range;
import io.winnow.contract.ReturnedAnnotation.Span;
import io.winnow.text.OffsetUnit;
import io.winnow.text.TextAlignment;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A returned span of characters, read in one unit of offsets or another. */
record UnitReadings(PlacedWords text, Span span) {

  /** In code points of the text. */
  private record Place(long start, long end) {}

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
    int ascii = 0;
    while (ascii < text.text().length() && text.text().charAt(ascii) < 0x80) {
      ascii++;
    }
    if (ascii == text.text().length() || !isWhole() || span.end().doubleValue() < ascii) {
      return false;
    }
    List<Place> places = Arrays.stream(OffsetUnit.values()).map(this::place).distinct().toList();
    return places.size() > 1;
  }

  /**
   * Whether it makes sense in a unit: it has the words or the text that it says it has; if it says
   * neither, it begins and ends where words do.
   */
  boolean fits(OffsetUnit unit) {
    if (!isWhole() || !isWithin(place(unit))) {
      return false;
    }
    Place place = place(unit);
    Optional<Range> words = text.words((int) place.start, (int) place.end);
    if (span.isByWord()) {
      return words.filter(this::areThoseSaid).isPresent();
    }
    return span.text() == null ? words.isPresent() : TextAlignment.isSame(span.text(), cut(unit));
  }

  /**
   * The same span, as it is if who wrote it counts its ends otherwise.
   *
   * @param start is added to its start; so is {@code end} to its end
   */
  UnitReadings moved(int start, int end) {
    return isWhole()
        ? new UnitReadings(
            text,
            new Span(
                span.startWord(),
                span.endWord(),
                span.start().longValue() + start,
                span.end().longValue() + end,
                span.type(),
                span.text()))
        : this;
  }

  /** The text between its ends, in a unit that it fits. */
  String cut(OffsetUnit unit) {
    Place place = place(unit);
    return text.cut((int) place.start, (int) place.end);
  }

  private boolean areThoseSaid(Range words) {
    return span.startWord() != null
        && span.endWord() != null
        && span.startWord().doubleValue() == words.first()
        && span.endWord().doubleValue() == words.last() + 1;
  }

  private boolean isWithin(Place place) {
    return place.start >= 0 && place.start < place.end && place.end <= text.length();
  }

  private Place place(OffsetUnit unit) {
    if (unit == OffsetUnit.CODE_POINTS) {
      return new Place(span.start().longValue(), span.end().longValue());
    }
    return new Place(
        unit.toCodePoints(text.text(), span.start().longValue()),
        unit.toCodePoints(text.text(), span.end().longValue()));
  }

  private boolean isWhole() {
    return isWhole(span.start()) && isWhole(span.end());
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
