package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.jobs.ingest.GivenSpan.Counts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One element of a list of spans, as tools and data sets write it: an object with a place and an
 * entity type, or {@code [start, end, type]}, maybe with the text as a fourth, or {@code [type,
 * start, end]}. Names of fields count without underscores and case: {@code startOffset} is {@code
 * start_offset}.
 */
final class SpanElement {

  /** Fields that give a place. */
  private enum Place {
    WORDS("startword", "endword", Counts.WORDS),
    OFFSETS("startoffset", "endoffset", Counts.CHARACTERS),
    BEGIN_OFFSETS("beginoffset", "endoffset", Counts.CHARACTERS),
    CHARS("startchar", "endchar", Counts.CHARACTERS),
    CHARS_TOO("charstart", "charend", Counts.CHARACTERS),
    PLAIN("start", "end", Counts.CHARACTERS),
    BEGIN("begin", "end", Counts.CHARACTERS),
    INDEX("startindex", "endindex", Counts.CHARACTERS),
    SHORT_INDEX("startidx", "endidx", Counts.CHARACTERS),
    POSITION("startpos", "endpos", Counts.CHARACTERS),
    LENGTH("offset", "length", Counts.CHARACTERS),
    START_LENGTH("start", "length", Counts.CHARACTERS),
    /** As Prodigy and spaCy count: the end is the last token, not one past it. */
    TOKENS("tokenstart", "tokenend", Counts.WORDS);

    private final String first;
    private final String second;
    private final Counts counts;

    Place(String first, String second, Counts counts) {
      this.first = first;
      this.second = second;
      this.counts = counts;
    }

    private int end(int start, int value) {
      long end =
          switch (this) {
            case TOKENS -> value + 1L;
            case LENGTH, START_LENGTH -> (long) start + value;
            default -> value;
          };
      return (int) Math.min(end, Integer.MAX_VALUE);
    }
  }

  /** Fields that give a place as a list of two. */
  private static final List<String> RANGES =
      List.of("indices", "offsets", "span", "range", "position", "charspan", "location");

  /** Fields that name the type; if there are several, they have to say the same. */
  private static final List<String> TYPES = List.of("type", "label", "labels");

  /** Fields that name it where there is none of those. */
  private static final List<String> OTHER_TYPES =
      List.of(
          "entitytype",
          "entitylabel",
          "entitygroup",
          "nertype",
          "nerlabel",
          "nertag",
          "tag",
          "category",
          "class",
          "entity",
          "ner",
          "types",
          "tags");

  /** Of words outside and inside of entities: as types they would be entities of their own. */
  private static final Pattern TAG = Pattern.compile("[Oo]|[BI]-.+");

  /** Fields that quote the text, if they hold a string. */
  private static final List<String> QUOTES =
      List.of("text", "surface", "surfaceform", "mention", "word", "quote", "spantext", "value");

  private final JsonNode element;
  private final String name;
  private final Map<String, String> fields = new LinkedHashMap<>();

  private SpanElement(JsonNode given, String name) {
    // Label Studio wraps a region's place and labels.
    this.element = given.path("value").isObject() ? given.get("value") : given;
    this.name = name;
    element
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (element.hasNonNull(field)) {
                fields.putIfAbsent(
                    field.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT), field);
              }
            });
  }

  /** Whether it has both a place and a type, understood or not. */
  static boolean isSpan(JsonNode element) {
    if (element.isArray()) {
      long numbers = all(element).filter(JsonNode::isIntegralNumber).count();
      long strings = all(element).filter(JsonNode::isTextual).count();
      return element.size() <= 4
          && numbers == 2
          && strings > 0
          && numbers + strings == element.size();
    }
    SpanElement read = new SpanElement(element, "");
    return element.isObject() && read.hasPlace() && read.hasType() && !read.isRelation();
  }

  /** Whether it has a place or a type, and so is to be understood. */
  static boolean isPartOfSpan(JsonNode element) {
    if (!element.isObject()) {
      return true;
    }
    SpanElement read = new SpanElement(element, "");
    return (read.hasPlace() || read.hasType()) && !read.isRelation();
  }

  /** Whether it has a place and something that could be a type, under a name that is unknown. */
  static boolean isUntypedSpan(JsonNode element) {
    SpanElement read = new SpanElement(element, "");
    return element.isObject()
        && read.hasPlace()
        && !read.hasType()
        && read.fields.entrySet().stream()
            .anyMatch(
                it ->
                    element.get(it.getValue()).isTextual()
                        && (it.getKey().equals("value") || !QUOTES.contains(it.getKey()))
                        && !it.getKey().endsWith("id"));
  }

  /**
   * @param name what messages call it
   * @throws IllegalArgumentException if it is not understood; says why
   */
  static GivenSpan read(JsonNode element, String name) {
    if (element.isArray()) {
      return triple(element, name);
    }
    if (!element.isObject()) {
      throw new IllegalArgumentException(
          "%s is %s, neither an object nor [start, end, type]".formatted(name, element));
    }
    return new SpanElement(element, name).span();
  }

  private static GivenSpan triple(JsonNode triple, String name) {
    boolean isTypeFirst = triple.size() == 3 && triple.get(0).isTextual();
    int start = isTypeFirst ? 1 : 0;
    boolean isQuoted = triple.size() == 4 && triple.get(3).isTextual();
    if (triple.size() != 3 && !isQuoted) {
      throw new IllegalArgumentException(
          "%s is %s, not [start, end, type]".formatted(name, triple));
    }
    return new GivenSpan(
        Counts.CHARACTERS,
        JsonValues.integer(triple.get(start), "start of " + name),
        JsonValues.integer(triple.get(start + 1), "end of " + name),
        type(triple.get(isTypeFirst ? 0 : 2), name),
        isQuoted ? triple.get(3).textValue() : "");
  }

  private GivenSpan span() {
    Optional<int[]> range = range();
    if (range.isPresent()) {
      int[] ends = range.get();
      return new GivenSpan(Counts.CHARACTERS, ends[0], ends[1], type(), quote());
    }
    Place place = place();
    int start = integer(place.first);
    return new GivenSpan(
        place.counts, start, place.end(start, integer(place.second)), type(), quote());
  }

  private Place place() {
    return Stream.of(Place.values())
        .filter(it -> fields.containsKey(it.first) && fields.containsKey(it.second))
        .findFirst()
        .or(() -> Stream.of(Place.values()).filter(this::hasPart).findFirst())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no place that is understood, such as 'start' and 'end': its fields are %s"
                        .formatted(name, fields.values())));
  }

  private boolean hasPart(Place place) {
    boolean hasSecond = fields.containsKey(place.second) && !place.second.equals("length");
    return fields.containsKey(place.first) || hasSecond;
  }

  /** A list of two, or a list of one such list. */
  private Optional<int[]> range() {
    boolean isPlaced = Stream.of(Place.values()).anyMatch(this::isWhole);
    for (String field : isPlaced ? List.<String>of() : RANGES) {
      JsonNode range = get(field);
      if (range.isArray() && range.size() > 0 && range.get(0).isArray()) {
        if (range.size() > 1) {
          throw new IllegalArgumentException(
              "%s is in %d parts: '%s' is %s; give one span from start to end"
                  .formatted(name, range.size(), fields.get(field), range));
        }
        range = range.get(0);
      }
      if (range.isArray() && range.size() == 2) {
        return Optional.of(
            new int[] {
              JsonValues.integer(range.get(0), "start of " + name),
              JsonValues.integer(range.get(1), "end of " + name)
            });
      }
    }
    return Optional.empty();
  }

  private boolean isWhole(Place place) {
    return get(place.first).isNumber() && get(place.second).isNumber();
  }

  private boolean hasPlace() {
    return Stream.of(Place.values()).anyMatch(this::hasPart)
        || RANGES.stream().anyMatch(field -> get(field).isArray())
        || fields.entrySet().stream()
            .anyMatch(
                it ->
                    get(it.getKey()).isNumber()
                        && Stream.of("start", "begin", "offset").anyMatch(it.getKey()::contains));
  }

  private boolean hasType() {
    return Stream.of(TYPES, OTHER_TYPES).flatMap(Collection::stream).anyMatch(fields::containsKey);
  }

  private boolean isRelation() {
    return Stream.of("fromid", "toid", "head", "tail").anyMatch(fields::containsKey);
  }

  private String type() {
    List<String> primary = TYPES.stream().filter(fields::containsKey).toList();
    if (primary.isEmpty()) {
      Predicate<String> isThere = fields::containsKey;
      return OTHER_TYPES.stream()
          .filter(isThere)
          .findFirst()
          .map(field -> type(get(field), name))
          .orElseGet(() -> type(element.path("type"), name));
    }
    List<String> types = primary.stream().map(field -> type(get(field), name)).distinct().toList();
    if (types.size() > 1) {
      throw new IllegalArgumentException(
          "%s has %s: which one is the entity type? Leave only that one in"
              .formatted(
                  name,
                  String.join(
                      " and ",
                      primary.stream()
                          .map(field -> "'%s' %s".formatted(fields.get(field), get(field)))
                          .toList())));
    }
    return types.get(0);
  }

  /** A string, or a list of one. */
  private static String type(JsonNode node, String name) {
    JsonNode one = node;
    if (node.isArray()) {
      if (node.size() != 1) {
        throw new IllegalArgumentException(
            "%s has %d entity types: %s; it is to have one".formatted(name, node.size(), node));
      }
      one = node.get(0);
    }
    if (one.isNumber()) {
      throw new IllegalArgumentException(
          "the type of %s is the number %s, and nothing says what it means; %s"
              .formatted(name, one, ClassNames.WAY_OUT));
    }
    String type = JsonValues.string(one, "type of " + name);
    if (type.isBlank() || !type.strip().equals(type)) {
      throw new IllegalArgumentException(
          "'%s' is no name for the entity type of %s".formatted(type, name));
    }
    if (TAG.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "'%s', the type of %s, is a tag of a single word; give entities with types such as PER, or tags as a list with one for each word"
              .formatted(type, name));
    }
    return type;
  }

  private String quote() {
    for (String field : QUOTES) {
      JsonNode quote = get(field);
      JsonNode one = quote.isArray() && quote.size() == 1 ? quote.get(0) : quote;
      if (one.isTextual() && !one.textValue().isEmpty()) {
        return one.textValue();
      }
    }
    return "";
  }

  private int integer(String field) {
    return JsonValues.integer(
        get(field), "'%s' of %s".formatted(fields.getOrDefault(field, field), name));
  }

  private JsonNode get(String field) {
    return element.path(fields.getOrDefault(field, ""));
  }

  private static Stream<JsonNode> all(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
