package io.winnow.contract;

import io.winnow.contract.ReturnedRow.ReturnedSpan;
import io.winnow.contract.RowValidator.InvalidRowException;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.contract.SentText.PlacedWords;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.math.BigDecimal;
import java.util.List;

/** Validates the spans of one row against the sentence that was sent. */
final class SpanValidator {

  private final LabelScheme labels;
  private final int words;
  private final SentSentence sentence;
  private PlacedWords placed;

  SpanValidator(LabelScheme labels, SentSentence sentence) {
    this.labels = labels;
    this.words = sentence.wordCount();
    this.sentence = sentence;
  }

  /**
   * @return in reading order, none overlap, all within the sentence and of a known type
   * @throws InvalidRowException to the first that is not so
   */
  List<EntitySpan> spans(List<ReturnedSpan> returned) {
    List<EntitySpan> spans = returned.stream().map(this::span).sorted().toList();
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i - 1).overlaps(spans.get(i))) {
        throw new InvalidRowException(
            ReasonCode.SPAN_OVERLAP,
            "has spans %s and %s, which overlap".formatted(spans.get(i - 1), spans.get(i)));
      }
    }
    return spans;
  }

  private EntitySpan span(ReturnedSpan span) {
    if (!span.isByCharacter()) {
      EntitySpan byWord = byWord(span);
      if (span.text() != null) {
        PlacedWords text = placed();
        int last = byWord.endWord() - 1;
        requireQuote(span, text.starts()[byWord.startWord()], text.ends()[last]);
      }
      return byWord;
    }
    EntitySpan byCharacter = byCharacter(span);
    if (span.isByWord() && !byWord(span).equals(byCharacter)) {
      throw new InvalidRowException(
          ReasonCode.OFFSETS_DIFFER,
          "has a span of words [%s,%s), but its characters [%s,%s) are words [%d,%d): send one of the two"
              .formatted(
                  span.startWord(),
                  span.endWord(),
                  span.start(),
                  span.end(),
                  byCharacter.startWord(),
                  byCharacter.endWord()));
    }
    return byCharacter;
  }

  private EntitySpan byWord(ReturnedSpan span) {
    BigDecimal start = whole(span.startWord(), Contract.START_WORD);
    BigDecimal end = whole(span.endWord(), Contract.END_WORD);
    String place = place(start, end);
    String type = type(span, "type of span " + place);
    if (start.signum() < 0 || end.compareTo(start) <= 0) {
      throw new InvalidRowException(
          ReasonCode.SPAN_EMPTY, "has span %s, which holds no word".formatted(place));
    }
    if (end.compareTo(BigDecimal.valueOf(words)) > 0) {
      throw new InvalidRowException(
          ReasonCode.SPAN_OUT_OF_RANGE, "has span %s beyond its %d words".formatted(place, words));
    }
    requireKnown(type);
    return new EntitySpan(start.intValueExact(), end.intValueExact(), type);
  }

  private EntitySpan byCharacter(ReturnedSpan span) {
    BigDecimal start = whole(span.start(), Contract.START);
    BigDecimal end = whole(span.end(), Contract.END);
    String place = place(start, end);
    String type = type(span, "type of span of characters " + place);
    PlacedWords text = placed();
    if (start.signum() < 0 || end.compareTo(start) <= 0) {
      throw new InvalidRowException(
          ReasonCode.SPAN_EMPTY, "has a span of characters %s, which holds none".formatted(place));
    }
    if (end.compareTo(BigDecimal.valueOf(text.length())) > 0) {
      throw new InvalidRowException(
          ReasonCode.SPAN_OUT_OF_RANGE,
          "has a span of characters %s beyond its %d".formatted(place, text.length()));
    }
    requireQuote(span, start.intValueExact(), end.intValueExact());
    requireKnown(type);
    return words(text, start.intValueExact(), end.intValueExact(), type);
  }

  private void requireQuote(ReturnedSpan span, int start, int end) {
    if (span.text() == null) {
      return;
    }
    String sent = placed().cut(start, end);
    if (!strip(span.text()).equals(strip(sent))) {
      throw new InvalidRowException(
          ReasonCode.QUOTE_DIFFERS,
          "quotes '%s', but characters [%d,%d) of the sentence are '%s': offsets count Unicode code points from 0"
              .formatted(RowValidator.shown(span.text()), start, end, RowValidator.shown(sent)));
    }
  }

  /**
   * @throws InvalidRowException if the types that were asked for do not have it
   */
  void requireKnown(String type) {
    if (!labels.types().contains(type)) {
      throw new InvalidRowException(
          ReasonCode.UNKNOWN_TYPE,
          "has type '%s', which is none of %s".formatted(RowValidator.shown(type), labels.types()));
    }
  }

  private PlacedWords placed() {
    if (placed == null) {
      placed = sentence.text().placed();
    }
    return placed;
  }

  private static String type(ReturnedSpan span, String what) {
    if (span.type() == null || span.type().isBlank()) {
      throw new InvalidRowException(ReasonCode.MISSING_VALUE, "has no " + what);
    }
    return span.type();
  }

  private static String place(BigDecimal start, BigDecimal end) {
    return "[%s,%s)".formatted(start.toPlainString(), end.toPlainString());
  }

  private static BigDecimal whole(Number number, String field) {
    if (number == null) {
      throw new InvalidRowException(ReasonCode.MISSING_VALUE, "has a span without " + field);
    }
    if (number instanceof Long integer) {
      return BigDecimal.valueOf(integer);
    }
    try {
      return new BigDecimal(number.toString()).setScale(0);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new InvalidRowException(
          ReasonCode.NOT_A_WHOLE_NUMBER, "has a span with %s %s".formatted(field, number));
    }
  }

  /**
   * From characters to words. Annotators mark with a mouse, so blanks at the ends are left off; a
   * part of a word is an error, as it does not say whether the whole word was meant.
   *
   * @param start in code points of the text; within it, and before {@code end}
   * @throws InvalidRowException if the span does not begin and end where words do
   */
  private static EntitySpan words(PlacedWords text, int start, int end, String type) {
    int first = text.startingAt(start);
    int last = text.endingAt(end);
    if (first < 0 || last < first) {
      String cut = text.cut(start, end);
      String stripped = strip(cut);
      int before = cut.codePointCount(0, cut.indexOf(stripped));
      int trimmedEnd = start + before + stripped.codePointCount(0, stripped.length());
      first = text.startingAt(start + before);
      last = text.endingAt(trimmedEnd);
    }
    if (first < 0 || last < first) {
      throw new InvalidRowException(
          ReasonCode.SPAN_OFF_WORDS,
          "has a span of characters [%d,%d) '%s', which does not begin and end where words do: %s"
              .formatted(
                  start, end, RowValidator.shown(text.cut(start, end)), nearest(text, start, end)));
    }
    return new EntitySpan(first, last + 1, type);
  }

  /** Without blanks of any kind at its ends; Java's own strip leaves the no-break ones. */
  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (start < end && isBlank(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  private static String nearest(PlacedWords text, int start, int end) {
    int words = text.starts().length;
    if (words == 0) {
      return "the sentence has no words";
    }
    int first = Math.min(text.firstEndingAfter(start), words - 1);
    int last = Math.min(text.firstEndingAfter(end - 1), words - 1);
    return first == last
        ? "the nearest is " + described(text, first)
        : "the nearest are %s and %s".formatted(described(text, first), described(text, last));
  }

  /** Such as {@code word 3 'Paris' [12,17)}; words count from 0. */
  private static String described(PlacedWords text, int word) {
    return "word %d '%s' [%d,%d)"
        .formatted(
            word, RowValidator.shown(text.word(word)), text.starts()[word], text.ends()[word]);
  }
}
