package io.winnow.spans;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.spans.WrittenSpan.Counts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The fields that give a place: a pair of them, or one that holds two numbers or such a pair. Names
 * are folded, see {@link ElementFields}.
 *
 * @param end what it counts to, by {@code ends}
 */
record PlaceFields(String start, String end, Counts counts, Ends ends) {

  /** What the second number of a pair is. */
  enum Ends {
    EXCLUSIVE,
    INCLUSIVE,
    LENGTH
  }

  /** Those whose names leave no doubt come first. */
  static final List<PlaceFields> PAIRS =
      List.of(
          words("startword", "endword", Ends.EXCLUSIVE),
          characters("startoffset", "endoffset"),
          characters("beginoffset", "endoffset"),
          characters("startchar", "endchar"),
          characters("charstart", "charend"),
          characters("start", "end"),
          characters("start", "stop"),
          characters("begin", "end"),
          characters("startindex", "endindex"),
          characters("startidx", "endidx"),
          characters("startpos", "endpos"),
          characters("startposition", "endposition"),
          characters("from", "to"),
          new PlaceFields("offset", "length", Counts.CHARACTERS, Ends.LENGTH),
          new PlaceFields("start", "length", Counts.CHARACTERS, Ends.LENGTH),
          // As Prodigy and spaCy count: the end is the last token, not one past it.
          words("tokenstart", "tokenend", Ends.INCLUSIVE));

  /** Label Studio's, for documents with markup: its other offsets count within a part of them. */
  static final String GLOBAL = "globaloffsets";

  /** Fields that hold {@code [start, end]}, {@code [[start, end]]} or an object with a pair. */
  static final List<String> RANGES =
      List.of("indices", "offsets", "offset", "span", "range", "position", "charspan", "location");

  /** Words of many meanings: alone they are no hint at a place. */
  private static final Set<String> AMBIGUOUS = Set.of("from", "to", "stop", "length");

  /** Parts of the names of fields that may give a place. */
  private static final List<String> HINTS = List.of("start", "begin", "offset");

  private static final List<String> RANGE_HINTS = List.of("span", "range", "offset", "indices");

  private static PlaceFields characters(String start, String end) {
    return new PlaceFields(start, end, Counts.CHARACTERS, Ends.EXCLUSIVE);
  }

  private static PlaceFields words(String start, String end, Ends ends) {
    return new PlaceFields(start, end, Counts.WORDS, ends);
  }

  /** Whether a place is given in a way that is known, rightly or wrongly. */
  static boolean isWhole(ElementFields fields) {
    return fields.get(GLOBAL).isObject()
        || pair(fields, name -> fields.has(name) && !isText(fields, name)).isPresent()
        || RANGES.stream().anyMatch(name -> isRange(fields.get(name)));
  }

  /** Whether each place of several is given in a list of its own. */
  static boolean areLists(ElementFields fields) {
    return pair(fields, fields::has).isPresent()
        || RANGES.stream().anyMatch(name -> fields.get(name).path(0).isContainerNode());
  }

  /** Whether a place is given, maybe in part or in a way that is not known. */
  static boolean isHinted(ElementFields fields) {
    return isWhole(fields)
        || PAIRS.stream().anyMatch(pair -> pair.isPart(fields))
        || fields.names().stream()
            .anyMatch(
                name ->
                    isNamed(name, HINTS) && fields.get(name).isNumber()
                        || isNamed(name, RANGE_HINTS) && isRange(fields.get(name)));
  }

  /** Whether one of the two is there, under a name that hardly means anything else. */
  boolean isPart(ElementFields fields) {
    return isHinted(fields, start) || isHinted(fields, end);
  }

  private static boolean isHinted(ElementFields fields, String name) {
    return fields.has(name) && !AMBIGUOUS.contains(name);
  }

  private static boolean isNamed(String name, List<String> parts) {
    return parts.stream().anyMatch(name::contains);
  }

  private static boolean isText(ElementFields fields, String name) {
    return AMBIGUOUS.contains(name) && fields.get(name).isTextual();
  }

  private static boolean isRange(JsonNode value) {
    if (value.isObject()) {
      ElementFields inner = ElementFields.of(value);
      return pair(inner, name -> inner.get(name).isNumber()).isPresent();
    }
    JsonNode range = value.path(0).isArray() ? value.path(0) : value;
    return range.size() == 2 && range.path(0).isNumber() && range.path(1).isNumber();
  }

  /** A pair of the table, or else a start and an end of two pairs. */
  static Optional<PlaceFields> pair(ElementFields fields, Predicate<String> isThere) {
    for (PlaceFields pair : PAIRS) {
      if (isThere.test(pair.start) && isThere.test(pair.end)) {
        return Optional.of(pair);
      }
    }
    return characters(isThere, PlaceFields::start)
        .flatMap(
            first ->
                characters(isThere, PlaceFields::end)
                    .map(
                        second ->
                            new PlaceFields(
                                first.start, second.end, Counts.CHARACTERS, second.ends)));
  }

  private static Optional<PlaceFields> characters(
      Predicate<String> isThere, Function<PlaceFields, String> part) {
    return PAIRS.stream()
        .filter(pair -> pair.counts == Counts.CHARACTERS && isThere.test(part.apply(pair)))
        .findFirst();
  }
}
