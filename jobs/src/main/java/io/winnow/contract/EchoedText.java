package io.winnow.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.ReturnedAnnotation.Span;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.contract.parquet.ColumnTypes;
import io.winnow.text.TextAlignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * What a row repeats of its sentence beside the answer. It shows what the annotator saw: of another
 * text, or of a text that the tool split into other words, an answer would mark other words.
 *
 * @param text null where the row has none; so are {@code words}
 */
record EchoedText(String text, List<String> words) {

  private static final List<String> WORDS = List.of("words", "tokens");

  /** Where a word that is an object has its text. */
  private static final List<String> WORD_TEXTS = List.of("text", "word", "token", "form");

  /** The columns of a file that repeat the sentence. */
  static List<Type> columns(MessageType schema) {
    return Stream.concat(
            column(schema, Contract.TEXT).filter(ColumnTypes::isText).stream(),
            WORDS.stream()
                .flatMap(name -> column(schema, name).stream())
                .filter(EchoedText::areWords))
        .toList();
  }

  private static Optional<Type> column(MessageType schema, String name) {
    return schema.containsField(name) ? Optional.of(schema.getType(name)) : Optional.empty();
  }

  private static boolean areWords(Type column) {
    return ColumnTypes.element(column)
        .filter(it -> isString(it) || !it.isPrimitive() && wordText(it.asGroupType()).isPresent())
        .isPresent();
  }

  private static Optional<String> wordText(GroupType word) {
    return WORD_TEXTS.stream()
        .filter(name -> word.containsField(name) && isString(word.getType(name)))
        .findFirst();
  }

  private static boolean isString(Type type) {
    return type.isPrimitive()
        && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
  }

  /** Of a row with the columns that were found. */
  static EchoedText of(JsonNode row) {
    List<String> words = null;
    for (String name : WORDS) {
      JsonNode list = row.path(name);
      if (words == null && list.isArray() && !list.isEmpty()) {
        words = new ArrayList<>(list.size());
        for (JsonNode word : list) {
          words.add(word.isObject() ? text(word) : word.asText());
        }
      }
    }
    return new EchoedText(row.path(Contract.TEXT).asText(null), words);
  }

  private static String text(JsonNode word) {
    return WORD_TEXTS.stream().map(name -> word.path(name).asText("")).reduce("", String::concat);
  }

  boolean isNothing() {
    return text == null && words == null;
  }

  /**
   * @throws RowValidator.InvalidRowException if it is not what was sent, in any writing, or if a
   *     place means one thing in it and another in what was sent
   */
  void requireSame(ReturnedAnnotation row, SentSentence sentence) {
    String sent = sentence.text().toString();
    if (text != null && !text.isBlank() && text.length() <= ReturnReader.MOST_CHARACTERS) {
      if (!TextAlignment.isSame(text, sent)) {
        throw ReasonCode.TEXT_DIFFERS.because(
            "has the text '%s', but what was sent is '%s'",
            RowValidator.shown(text), RowValidator.shown(sent));
      }
      if (!text.equals(sent) && row.spans() != null) {
        TextAlignment places = TextAlignment.of(text, sent).orElseThrow();
        PlacedWords placed = sentence.text().placed();
        row.spans().forEach(span -> requireOnePlace(span, places, placed));
      }
    }
    if (words != null && isByWord(row)) {
      requireSameWords(sentence.text().words());
    }
  }

  private static boolean isByWord(ReturnedAnnotation row) {
    return row.tags() != null
        || row.spans() != null && row.spans().stream().anyMatch(Span::isByWord);
  }

  private void requireSameWords(List<String> sent) {
    for (int i = 0; i < Math.max(words.size(), sent.size()); i++) {
      String here = i < words.size() ? words.get(i) : "";
      String there = i < sent.size() ? sent.get(i) : "";
      if (!TextAlignment.isSame(here, there)) {
        throw ReasonCode.TEXT_DIFFERS.because(
            "has %d words, with '%s' as number %d, but of the %d words that were sent it is '%s':"
                + " count words as they were sent, or send spans of characters",
            words.size(), RowValidator.shown(here), i, sent.size(), RowValidator.shown(there));
      }
    }
  }

  /** A span may count in the text that was sent or in the tool's copy, if only one is possible. */
  private void requireOnePlace(Span span, TextAlignment places, PlacedWords placed) {
    if (span.text() != null
        || !(span.start() instanceof Long start)
        || !(span.end() instanceof Long end)
        || start < 0
        || end <= start
        || end > Math.min(placed.length(), text.codePointCount(0, text.length()))) {
      return;
    }
    int from = text.offsetByCodePoints(0, start.intValue());
    int to = text.offsetByCodePoints(0, end.intValue());
    int sentFrom = places.start(from);
    int sentTo = places.end(to);
    if (sentFrom < 0 || sentTo <= sentFrom) {
      return;
    }
    String sent = placed.text();
    int first = sent.codePointCount(0, sentFrom);
    Optional<PlacedWords.Range> asSent = placed.words(start.intValue(), end.intValue());
    Optional<PlacedWords.Range> asCopied =
        placed.words(first, first + sent.codePointCount(sentFrom, sentTo));
    if (asSent.isPresent() && asCopied.isPresent() && !asSent.equals(asCopied)) {
      throw ReasonCode.TEXT_DIFFERS.because(
          "has the text '%s', where its span [%d,%d) is '%s'; in the text that was sent it is '%s'",
          RowValidator.shown(text),
          start,
          end,
          RowValidator.shown(text.substring(from, to)),
          RowValidator.shown(placed.cut(start.intValue(), end.intValue())));
    }
  }
}
