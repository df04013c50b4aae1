package io.winnow.spans;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.display.Excerpt;
import io.winnow.spans.WrittenSpan.Counts;
import io.winnow.spans.WrittenSpan.Place;
import java.util.Optional;

/** Reads the place of an element; {@code name} is what messages call it. */
final class PlaceReader {

  /** Up to here, every tool writes a whole number as it is. */
  private static final double LARGEST = 1L << 53;

  /** Characters of a value that a message shows. */
  private static final int SHOWN = 80;

  private PlaceReader() {}

  /**
   * @throws IllegalArgumentException if there is none that is understood; says why
   */
  static Place read(ElementFields fields, String name) {
    if (fields.get(PlaceFields.GLOBAL).isObject()) {
      return read(ElementFields.of(fields.get(PlaceFields.GLOBAL)), name);
    }
    if (fields.get("start").isTextual() && fields.has("startoffset")) {
      throw new IllegalArgumentException(
          "%s begins at '%s' of a page, not at a place of the text (it has no globalOffsets)"
              .formatted(name, shown(fields.get("start").textValue())));
    }
    Optional<PlaceFields> numbers = PlaceFields.pair(fields, it -> fields.get(it).isNumber());
    if (numbers.isEmpty()) {
      for (String field : PlaceFields.RANGES) {
        if (fields.get(field).isContainerNode()) {
          return range(fields.get(field), fields.written(field), name);
        }
      }
    }
    PlaceFields pair =
        numbers
            .or(() -> PlaceFields.pair(fields, fields::has))
            .or(() -> PlaceFields.PAIRS.stream().filter(it -> it.isPart(fields)).findFirst())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s has no place that is understood, such as 'start' and 'end': its fields are %s"
                            .formatted(name, shown(fields.toString()))));
    return of(pair, fields, name);
  }

  private static Place of(PlaceFields pair, ElementFields fields, String name) {
    long start = whole(fields, pair.start(), name);
    long second = whole(fields, pair.end(), name);
    return new Place(
        pair.counts(),
        start,
        switch (pair.ends()) {
          case EXCLUSIVE -> second;
          case INCLUSIVE -> second + 1;
          case LENGTH -> start + second;
        });
  }

  private static long whole(ElementFields fields, String field, String name) {
    return whole(fields.get(field), "'%s' of %s".formatted(fields.written(field), name));
  }

  /** An object with a pair, a list of two, or a list of one such list. */
  private static Place range(JsonNode range, String field, String name) {
    if (range.isObject()) {
      return read(ElementFields.of(range), "'%s' of %s".formatted(field, name));
    }
    if (range.size() > 1 && range.get(0).isArray()) {
      throw new IllegalArgumentException(
          "%s is in %d parts: '%s' is %s; give one span from start to end"
              .formatted(name, range.size(), field, shown(range)));
    }
    JsonNode two = range.path(0).isArray() ? range.get(0) : range;
    if (two.size() != 2) {
      throw new IllegalArgumentException(
          "'%s' of %s is %s, not [start, end]".formatted(field, name, shown(range)));
    }
    return list(two.get(0), two.get(1), name);
  }

  /** Of characters, as lists give it. */
  static Place list(JsonNode start, JsonNode end, String name) {
    return new Place(
        Counts.CHARACTERS, whole(start, "start of " + name), whole(end, "end of " + name));
  }

  private static long whole(JsonNode value, String what) {
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (number != Math.rint(number) || Math.abs(number) > LARGEST) {
      throw new IllegalArgumentException(
          "%s is %s, not a whole number".formatted(what, shown(value)));
    }
    return (long) number;
  }

  static String shown(JsonNode value) {
    return value.isMissingNode() ? "absent" : shown(value.toString());
  }

  private static String shown(String text) {
    return Excerpt.of(text, SHOWN);
  }
}
