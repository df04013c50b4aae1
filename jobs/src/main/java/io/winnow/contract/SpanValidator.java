package io.winnow.contract;

import io.winnow.contract.RowValidator.InvalidRowException;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.contract.SentText.PlacedWords;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.math.BigDecimal;
import java.util.List;

/** Validates the spans of one row against the sentence that was sent. */
final class SpanValidator {

  /**
   * What offsets count.
   *
   * @param start field of a span; so is {@code end}
   * @param type what a span without a type lacks; its place follows
   * @param empty what is said of a span that holds nothing, given its place
   * @param beyond what is said of a span past the end, given its place and the end
   */
  private record Unit(String start, String end, String type, String empty, String beyond) {

    static final Unit WORDS =
        new Unit(
            Contract.START_WORD,
            Contract.END_WORD,
            "type of span ",
            "has span %s, which holds no word",
            "has span %s beyond its %d words");

    static final Unit CHARACTERS =
        new Unit(
            Contract.START,
            Contract.END,
            "type of span of characters ",
            "has a span of characters %s, which holds none",
            "has a span of characters %s beyond its %d");
  }

  private final LabelScheme labels;
  private final SentSentence sentence;
  private PlacedWords placed;

  SpanValidator(LabelScheme labels, SentSentence sentence) {
    this.labels = labels;
    this.sentence = sentence;
  }

  /**
   * @return in reading order, none overlap, all within the sentence and of a known type
   * @throws InvalidRowException to the first that is not so
   */
  List<EntitySpan> spans(List<ReturnedAnnotation.Span> returned) {
    List<EntitySpan> spans = returned.stream().map(this::span).sorted().toList();
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i - 1).overlaps(spans.get(i))) {
        throw ReasonCode.SPAN_OVERLAP.because(
            "has spans %s and %s, which overlap", spans.get(i - 1), spans.get(i));
      }
    }
    return spans;
  }

  private EntitySpan span(ReturnedAnnotation.Span span) {
    if (!span.isByCharacter()) {
      EntitySpan byWord = byWord(span);
      if (span.text() != null) {
        PlacedWords text = placed();
        requireQuote(span, text.starts()[byWord.startWord()], text.ends()[byWord.endWord() - 1]);
      }
      return byWord;
    }
    EntitySpan byCharacter = byCharacter(span);
    if (span.isByWord() && !byWord(span).equals(byCharacter)) {
      throw ReasonCode.OFFSETS_DIFFER.because(
          "has a span of words [%s,%s), but its characters [%s,%s) are words [%d,%d): send one of"
              + " the two",
          span.startWord(),
          span.endWord(),
          span.start(),
          span.end(),
          byCharacter.startWord(),
          byCharacter.endWord());
    }
    return byCharacter;
  }

  private EntitySpan byWord(ReturnedAnnotation.Span span) {
    int words = sentence.wordCount();
    int[] range = range(Unit.WORDS, span.startWord(), span.endWord(), words, span.type());
    requireKnown(span.type());
    return new EntitySpan(range[0], range[1], span.type());
  }

  private EntitySpan byCharacter(ReturnedAnnotation.Span span) {
    int length = placed().length();
    int[] range = range(Unit.CHARACTERS, span.start(), span.end(), length, span.type());
    requireQuote(span, range[0], range[1]);
    requireKnown(span.type());
    return words(placed(), range[0], range[1], span.type());
  }

  /**
   * @param limit the last end there can be
   * @return start and end
   */
  private static int[] range(Unit unit, Number from, Number to, int limit, String type) {
    BigDecimal start = whole(from, unit.start());
    BigDecimal end = whole(to, unit.end());
    String place = "[%s,%s)".formatted(start.toPlainString(), end.toPlainString());
    RowValidator.required(type, unit.type() + place);
    if (start.signum() < 0 || end.compareTo(start) <= 0) {
      throw ReasonCode.SPAN_EMPTY.because(unit.empty(), place);
    }
    if (end.compareTo(BigDecimal.valueOf(limit)) > 0) {
      throw ReasonCode.SPAN_OUT_OF_RANGE.because(unit.beyond(), place, limit);
    }
    return new int[] {start.intValueExact(), end.intValueExact()};
  }

  private static BigDecimal whole(Number number, String field) {
    if (number == null) {
      throw ReasonCode.MISSING_VALUE.because("has a span without %s", field);
    }
    if (number instanceof Long integer) {
      return BigDecimal.valueOf(integer);
    }
    try {
      return new BigDecimal(number.toString()).setScale(0);
    } catch (ArithmeticException | NumberFormatException e) {
      throw ReasonCode.NOT_A_WHOLE_NUMBER.because("has a span with %s %s", field, number);
    }
  }

  private void requireQuote(ReturnedAnnotation.Span span, int start, int end) {
    if (span.text() == null) {
      return;
    }
    String sent = placed().cut(start, end);
    if (!strip(span.text()).equals(strip(sent))) {
      throw ReasonCode.QUOTE_DIFFERS.because(
          "has the text '%s', but characters [%d,%d) of the sentence are '%s': offsets count"
              + " Unicode code points from 0",
          RowValidator.shown(span.text()), start, end, RowValidator.shown(sent));
    }
  }

  /**
   * @throws InvalidRowException if the types that were asked for do not have it
   */
  void requireKnown(String type) {
    if (!labels.types().contains(type)) {
      throw ReasonCode.UNKNOWN_TYPE.because(
          "has type '%s', which is none of %s", RowValidator.shown(type), labels.types());
    }
  }

  private PlacedWords placed() {
    if (placed == null) {
      placed = sentence.text().placed();
    }
    return placed;
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
      int from = start + cut.codePointCount(0, cut.indexOf(stripped));
      first = text.startingAt(from);
      last = text.endingAt(from + stripped.codePointCount(0, stripped.length()));
    }
    if (first < 0 || last < first) {
      throw ReasonCode.SPAN_OFF_WORDS.because(
          "has a span of characters [%d,%d) '%s', which does not begin and end where words do: %s",
          start, end, RowValidator.shown(text.cut(start, end)), nearest(text, start, end));
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
