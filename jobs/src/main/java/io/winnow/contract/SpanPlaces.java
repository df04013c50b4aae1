package io.winnow.contract;

import io.winnow.contract.PlacedWords.Range;
import io.winnow.contract.ReturnedAnnotation.Span;
import io.winnow.offsets.OffsetPlaces;
import io.winnow.offsets.OffsetVote;
import io.winnow.text.OffsetUnit;
import io.winnow.text.TextAlignment;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** Where returned spans of characters lie in a sentence, in one unit of offsets or another. */
record SpanPlaces(PlacedWords words, OffsetPlaces offsets) {

  static SpanPlaces of(PlacedWords words) {
    return new SpanPlaces(words, OffsetPlaces.of(words.text()));
  }

  /** Empty if its offsets are no whole numbers. */
  Optional<OffsetVote> vote(Span span) {
    return isWhole(span.start()) && isWhole(span.end())
        ? Optional.of(
            OffsetVote.of(
                offsets,
                span.start().longValue(),
                span.end().longValue(),
                (start, end) -> isFit(span, start, end)))
        : Optional.empty();
  }

  /**
   * Whether it makes sense at a place: it has the words or the text that it says it has; if it says
   * neither, it begins and ends where words do.
   *
   * @param start in UTF-16 units, as is {@code end}
   */
  private boolean isFit(Span span, int start, int end) {
    if (!span.isByWord() && span.text() != null) {
      return TextAlignment.isSame(span.text(), words.text().substring(start, end));
    }
    Optional<Range> found = words.words(offsets.codePoints(start), offsets.codePoints(end));
    return found.isPresent() && (!span.isByWord() || areThoseSaid(span, found.get()));
  }

  private static boolean areThoseSaid(Span span, Range words) {
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

  /** What a span that is none in code points is in another unit, if it makes sense there. */
  Optional<String> otherUnit(Span span) {
    return vote(span)
        .flatMap(vote -> Arrays.stream(OffsetUnit.values()).filter(vote::fits).findFirst())
        .map(
            unit ->
                "as %s the span is '%s'"
                    .formatted(
                        unit,
                        RowValidator.shown(
                            unit.cut(
                                words.text(), span.start().longValue(), span.end().longValue()))));
  }
}
