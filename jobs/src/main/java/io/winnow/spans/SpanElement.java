package io.winnow.spans;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What an element of a list looks like, whether it can be read or not. */
public final class SpanElement {

  /** Fields that say what a relation relates. */
  private static final List<String> RELATION =
      List.of("fromid", "toid", "head", "tail", "headspan", "childspan");

  /** Numbers and strings of {@code [start, end, type, text]}. */
  private static final int MOST = 4;

  private SpanElement() {}

  /** Whether it has both a place and a type, understood or not. */
  public static boolean isSpan(JsonNode element) {
    return element.isArray() ? isList(element) : isPlacedAndTyped(element);
  }

  private static boolean isList(JsonNode list) {
    int numbers = 0;
    int strings = 0;
    for (JsonNode part : list) {
      numbers += part.isIntegralNumber() ? 1 : 0;
      strings += part.isTextual() ? 1 : 0;
    }
    return list.size() <= MOST && numbers == 2 && strings > 0 && numbers + strings == list.size();
  }

  private static boolean isPlacedAndTyped(JsonNode element) {
    ElementFields fields = ElementFields.ofElement(element);
    return element.isObject()
        && PlaceFields.isHinted(fields)
        && TypeFields.isIn(fields)
        && !isRelation(fields);
  }

  /** Whether it has a place that is given in a way that is known. */
  public static boolean isPlaced(JsonNode element) {
    ElementFields fields = ElementFields.ofElement(element);
    return element.isArray() && isList(element)
        || element.isObject() && PlaceFields.isWhole(fields) && !isRelation(fields);
  }

  /** Whether it has a type, understood or not. */
  public static boolean isTyped(JsonNode element) {
    return element.isArray() && isList(element)
        || element.isObject() && TypeFields.isIn(ElementFields.ofElement(element));
  }

  /** Whether it has a place and something that could be a type, under a name that is unknown. */
  static boolean isDoubtful(JsonNode element) {
    ElementFields fields = ElementFields.ofElement(element);
    return element.isObject()
        && PlaceFields.isHinted(fields)
        && !TypeFields.isIn(fields)
        && fields.names().stream()
            .anyMatch(name -> fields.get(name).isTextual() && mayBeType(name));
  }

  private static boolean mayBeType(String name) {
    return (name.equals("value") || !SpanReader.QUOTES.contains(name)) && !name.endsWith("id");
  }

  /** Whether it is something else that stands among spans: an object without a place and a type. */
  static boolean isOther(JsonNode element) {
    ElementFields fields = ElementFields.ofElement(element);
    return element.isObject()
        && (isRelation(fields) || !PlaceFields.isHinted(fields) && !TypeFields.isIn(fields));
  }

  private static boolean isRelation(ElementFields fields) {
    return RELATION.stream().anyMatch(fields::has);
  }
}
