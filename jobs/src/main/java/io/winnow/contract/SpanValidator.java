package io.winnow.contract;

import io.winnow.contract.RowValidator.InvalidRowException;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.offsets.OffsetTally;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.TextAlignment;
import io.winnow.text.TypeMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
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
  private final TypeMap map;
  private final SentSentence sentence;
  private final List<String> dropped = new ArrayList<>();
  private PlacedWords placed;
  private SpanPlaces places;

  /**
   * @param map how those call types who return them
   */
  SpanValidator(LabelScheme labels, TypeMap map, SentSentence sentence) {
    this.labels = labels;
    this.map = map;
    this.sentence = sentence;
  }

  /**
   * Notes what characters the spans count.
   *
   * @param returned as they are, right or wrong
   */
  void tally(List<ReturnedAnnotation.Span> returned, OffsetTally offsets) {
    for (ReturnedAnnotation.Span span : returned) {
      if (span.isByCharacter()) {
        places().vote(span).ifPresent(offsets::add);
      }
    }
  }

  /**
   * Renames types and leaves out what is dropped on purpose, whatever else is wrong with it.
   *
   * @return in reading order, none overlap, all within the sentence and of a known type
   * @throws InvalidRowException to the first that is not so
   */
  List<EntitySpan> spans(List<ReturnedAnnotation.Span> returned) {
    List<EntitySpan> spans = new ArrayList<>(returned.size());
    for (ReturnedAnnotation.Span span : returned) {
      if (span.type() == null || isKept(span.type())) {
        spans.add(span(span));
      }
    }
    Collections.sort(spans);
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i - 1).overlaps(spans.get(i))) {
        throw ReasonCode.SPAN_OVERLAP.because(
            "has spans %s and %s, which overlap", spans.get(i - 1), spans.get(i));
      }
    }
    return spans;
  }

  /**
   * The same of a tag for each word.
   *
   * @param read from the tags, types as they are there
   */
  List<EntitySpan> renamed(List<EntitySpan> read) {
    return read.stream()
        .filter(span -> isKept(span.type()))
        .map(span -> new EntitySpan(span.startWord(), span.endWord(), known(span.type())))
        .toList();
  }

  private boolean isKept(String type) {
    boolean isKept = map.of(type).isPresent();
    if (!isKept) {
      dropped.add(type);
    }
    return isKept;
  }

  /** The types of the spans that were left out. */
  List<String> dropped() {
    return dropped;
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
    int[] range = range(Unit.WORDS, span.startWord(), span.endWord(), words, span);
    return new EntitySpan(range[0], range[1], known(span.type()));
  }

  /** A part of a word is an error: it does not say whether the whole word was meant. */
  private EntitySpan byCharacter(ReturnedAnnotation.Span span) {
    PlacedWords text = placed();
    int[] range = range(Unit.CHARACTERS, span.start(), span.end(), text.length(), span);
    requireQuote(span, range[0], range[1]);
    String type = known(span.type());
    PlacedWords.Range words =
        text.words(range[0], range[1])
            .orElseThrow(
                () ->
                    ReasonCode.SPAN_OFF_WORDS.because(
                        "has a span of characters [%d,%d) '%s', which does not begin and end where"
                            + " words do: %s%s",
                        range[0],
                        range[1],
                        RowValidator.shown(text.cut(range[0], range[1])),
                        nearest(text, range[0], range[1]),
                        otherUnit(span)));
    return new EntitySpan(words.first(), words.last() + 1, type);
  }

  /**
   * @param limit the last end there can be
   * @return start and end
   */
  private int[] range(Unit unit, Number from, Number to, int limit, ReturnedAnnotation.Span span) {
    if (from instanceof Long first
        && to instanceof Long last
        && first >= 0
        && first < last
        && last <= limit
        && span.type() != null
        && !span.type().isBlank()) {
      return new int[] {first.intValue(), last.intValue()};
    }
    BigDecimal start = whole(from, unit.start());
    BigDecimal end = whole(to, unit.end());
    String place = "[%s,%s)".formatted(start.toPlainString(), end.toPlainString());
    RowValidator.required(span.type(), unit.type() + place);
    if (start.signum() < 0 || end.compareTo(start) <= 0) {
      throw ReasonCode.SPAN_EMPTY.because(unit.empty(), place);
    }
    if (end.compareTo(BigDecimal.valueOf(limit)) > 0) {
      String hint = unit == Unit.CHARACTERS ? otherUnit(span) : "";
      throw ReasonCode.SPAN_OUT_OF_RANGE.because(unit.beyond() + "%s", place, limit, hint);
    }
    return new int[] {start.intValueExact(), end.intValueExact()};
  }

  private String otherUnit(ReturnedAnnotation.Span span) {
    return places().otherUnit(span).map("; "::concat).orElse("");
  }

  private static BigDecimal whole(Number number, String field) {
    if (number == null) {
      throw ReasonCode.MISSING_VALUE.because("has a span without %s", field);
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
    if (!TextAlignment.isSame(span.text(), sent)) {
      throw ReasonCode.QUOTE_DIFFERS.because(
          "has the text '%s', but characters [%d,%d) of the sentence are '%s': offsets count"
              + " Unicode code points from 0%s",
          RowValidator.shown(span.text()), start, end, RowValidator.shown(sent), otherUnit(span));
    }
  }

  /**
   * The workspace's name for a type.
   *
   * @param written as it was returned
   * @throws InvalidRowException if the types that were asked for do not have it
   */
  private String known(String written) {
    String type = map.of(written).orElseThrow();
    if (!labels.types().contains(type)) {
      throw ReasonCode.UNKNOWN_TYPE.because(
          "has type '%s', which is none of %s%s",
          RowValidator.shown(written), labels.types(), wayOut(written, type));
    }
    return type;
  }

  private String wayOut(String written, String type) {
    if (!written.equals(type)) {
      return "; labels.map makes it '%s'".formatted(type);
    }
    return ". " + NearTypes.wayOut(List.of(RowValidator.shown(written)), labels.types());
  }

  private PlacedWords placed() {
    if (placed == null) {
      placed = sentence.text().placed();
    }
    return placed;
  }

  private SpanPlaces places() {
    if (places == null) {
      places = SpanPlaces.of(placed());
    }
    return places;
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
