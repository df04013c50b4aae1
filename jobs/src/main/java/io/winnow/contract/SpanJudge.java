package io.winnow.contract;

import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.math.BigDecimal;
import java.util.List;

/** Judges the spans of one row against the sentence that was sent. */
final class SpanJudge {

  private final LabelScheme labels;
  private final int words;
  private final SentSentence sentence;
  private PlacedWords placed;

  SpanJudge(LabelScheme labels, SentSentence sentence) {
    this.labels = labels;
    this.words = sentence.wordCount();
    this.sentence = sentence;
  }

  /**
   * @return in reading order, none overlap, all within the sentence and of a known type
   * @throws Objection to the first that is not so
   */
  List<EntitySpan> spans(List<ReturnedSpan> returned) {
    List<EntitySpan> spans = returned.stream().map(this::span).sorted().toList();
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i - 1).overlaps(spans.get(i))) {
        throw new Objection(
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
      throw new Objection(
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
      throw new Objection(
          ReasonCode.SPAN_EMPTY, "has span %s, which holds no word".formatted(place));
    }
    if (end.compareTo(BigDecimal.valueOf(words)) > 0) {
      throw new Objection(
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
      throw new Objection(
          ReasonCode.SPAN_EMPTY, "has a span of characters %s, which holds none".formatted(place));
    }
    if (end.compareTo(BigDecimal.valueOf(text.length())) > 0) {
      throw new Objection(
          ReasonCode.SPAN_OUT_OF_RANGE,
          "has a span of characters %s beyond its %d".formatted(place, text.length()));
    }
    requireQuote(span, start.intValueExact(), end.intValueExact());
    requireKnown(type);
    return CharacterSpan.words(text, start.intValueExact(), end.intValueExact(), type);
  }

  private void requireQuote(ReturnedSpan span, int start, int end) {
    if (span.text() == null) {
      return;
    }
    String sent = placed().cut(start, end);
    if (!CharacterSpan.strip(span.text()).equals(CharacterSpan.strip(sent))) {
      throw new Objection(
          ReasonCode.QUOTE_DIFFERS,
          "quotes '%s', but characters [%d,%d) of the sentence are '%s': offsets count Unicode code points from 0"
              .formatted(Shown.of(span.text()), start, end, Shown.of(sent)));
    }
  }

  /**
   * @throws Objection if the types that were asked for do not have it
   */
  void requireKnown(String type) {
    if (!labels.types().contains(type)) {
      throw new Objection(
          ReasonCode.UNKNOWN_TYPE,
          "has type '%s', which is none of %s".formatted(Shown.of(type), labels.types()));
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
      throw new Objection(ReasonCode.MISSING_VALUE, "has no " + what);
    }
    return span.type();
  }

  private static String place(BigDecimal start, BigDecimal end) {
    return "[%s,%s)".formatted(start.toPlainString(), end.toPlainString());
  }

  private static BigDecimal whole(Number number, String field) {
    if (number == null) {
      throw new Objection(ReasonCode.MISSING_VALUE, "has a span without " + field);
    }
    if (number instanceof Long integer) {
      return BigDecimal.valueOf(integer);
    }
    try {
      return new BigDecimal(number.toString()).setScale(0);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new Objection(
          ReasonCode.NOT_A_WHOLE_NUMBER, "has a span with %s %s".formatted(field, number));
    }
  }
}
