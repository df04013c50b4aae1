package io.winnow.spans;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.spans.WrittenSpan.Place;
import java.util.List;

/**
 * Reads one element of a list of spans: an object with a place and a type, or {@code [start, end,
 * type]}, maybe with the text as a fourth, or {@code [type, start, end]}.
 *
 * @param wayOut what messages tell people to do about a type that is a number
 */
public record SpanReader(String wayOut) {

  /** Fields that quote the text, if they hold a string or a list of one. */
  static final List<String> QUOTES =
      List.of("text", "surface", "surfaceform", "mention", "word", "quote", "spantext", "value");

  private static final int TRIPLE = 3;

  /**
   * @param name what messages call it
   * @throws IllegalArgumentException if it is not understood; says why
   */
  public WrittenSpan read(JsonNode element, String name) {
    if (element.isArray()) {
      return list(element, name);
    }
    ElementFields fields = fields(element, name);
    return new WrittenSpan(
        PlaceReader.read(fields, name), TypeFields.read(fields, name, wayOut), quote(fields));
  }

  /**
   * The place alone, of an element that may have no type.
   *
   * @throws IllegalArgumentException if it is not understood; says why
   */
  public Place place(JsonNode element, String name) {
    return element.isArray()
        ? list(element, name).place()
        : PlaceReader.read(fields(element, name), name);
  }

  private static ElementFields fields(JsonNode element, String name) {
    if (!element.isObject()) {
      throw new IllegalArgumentException(
          "%s is %s, neither an object nor [start, end, type]"
              .formatted(name, PlaceReader.shown(element)));
    }
    ElementFields fields = ElementFields.ofElement(element);
    fields.requireOneOfEach(name);
    return fields;
  }

  private WrittenSpan list(JsonNode list, String name) {
    boolean isTypeFirst = list.size() == TRIPLE && list.get(0).isTextual();
    boolean isQuoted = list.size() == TRIPLE + 1 && list.get(TRIPLE).isTextual();
    if (list.size() != TRIPLE && !isQuoted) {
      throw new IllegalArgumentException(
          "%s is %s, not [start, end, type]".formatted(name, PlaceReader.shown(list)));
    }
    int start = isTypeFirst ? 1 : 0;
    return new WrittenSpan(
        PlaceReader.list(list.get(start), list.get(start + 1), name),
        TypeFields.one(list.get(isTypeFirst ? 0 : 2), name, wayOut),
        isQuoted ? list.get(TRIPLE).textValue() : "");
  }

  private static String quote(ElementFields fields) {
    for (String field : QUOTES) {
      JsonNode quote = fields.get(field);
      JsonNode one = quote.isArray() && quote.size() == 1 ? quote.get(0) : quote;
      if (one.isTextual() && !one.textValue().isEmpty()) {
        return one.textValue();
      }
    }
    return "";
  }
}
