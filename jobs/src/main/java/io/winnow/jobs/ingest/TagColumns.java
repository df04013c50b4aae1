package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.jobs.ingest.ClassNames.Names;
import io.winnow.spans.FoldedLists;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Finds the field with a record's tags, whatever its name, and says numbers by their names.
 *
 * @param column the field asked for, {@code auto} or {@code none}
 * @param given what numbers mean by the settings; goes before what files say
 * @param types that are known: only then a type alone is a tag
 * @param names what numbers mean by the data set's own files
 * @param kept which of the other fields are metadata
 */
record TagColumns(
    String column, List<String> given, Set<String> types, ClassNames names, KeptFields kept)
    implements Serializable {

  /** For those who don't look at gold, and keep all metadata. */
  static final TagColumns NONE =
      new TagColumns(
          "none", List.of(), Set.of(), ClassNames.NONE, new KeptFields(List.of(KeptFields.ALL)));

  /** What a record calls its tags after {@link #named}. */
  static final String TAGS = "tags";

  static final String NO_COLUMN = "none";

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

  private static final Set<String> TYPE_FIELDS = Set.of("type", "label");

  TagColumns {
    given = List.copyOf(given);
  }

  static TagColumns of(CorpusInput input, ClassNames names) {
    InputSettings settings = input.settings();
    return new TagColumns(
        settings.tagColumn(), settings.tagNames(), input.types(), names, settings.kept());
  }

  /**
   * The same record with its tags, as words, in the field {@value #TAGS}; it has no such field if
   * it has no tags. Spans that come as an object of lists come as a list of objects.
   *
   * @throws IllegalArgumentException if its tags are not plain; says why
   */
  ObjectNode named(ObjectNode record) {
    int words = words(record);
    unfoldWords(record);
    for (String field : fields(record)) {
      if (record.get(field).isValueNode()) {
        continue;
      }
      JsonNode list = FoldedLists.unfolded(field, record.get(field));
      record.set(field, list);
      if (list.isArray() && !TagFields.NEVER.contains(field)) {
        list.forEach(span -> nameTypes(field, span));
      }
    }
    Map<String, List<String>> found = new TreeMap<>();
    for (String field : column.equals(InputSettings.AUTO) ? fields(record) : asked(record)) {
      JsonNode list = record.get(field);
      List<String> tags = list.isArray() ? tags(field, list, words) : null;
      if (tags != null) {
        found.put(field, tags);
      }
    }
    if (found.keySet().stream().anyMatch(TagFields::isOfEntities)) {
      found.keySet().removeIf(field -> !TagFields.isOfEntities(field));
    }
    requireSame(found);
    found.keySet().forEach(record::remove);
    if (!found.isEmpty()) {
      ArrayNode tags = record.putArray(TAGS);
      found.values().iterator().next().forEach(tags::add);
    } else if (!column.equals(InputSettings.AUTO)) {
      record.remove(TagFields.ALWAYS);
    }
    return record;
  }

  /** What each word has besides its text and place becomes a field such as {@code tokens.tag}. */
  private static void unfoldWords(ObjectNode record) {
    for (String field : List.of("words", "tokens")) {
      JsonNode first = record.path(field).path(0);
      if (first instanceof ObjectNode word) {
        for (String inner : fields(word)) {
          if (!TagFields.OF_WORDS.contains(inner)) {
            ArrayNode values = JsonNodeFactory.instance.arrayNode();
            record.get(field).forEach(it -> values.add(it.path(inner)));
            record.set(field + "." + inner, values);
          }
        }
      }
    }
  }

  /** What names were found and taken, a line each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    names.byField().forEach((field, known) -> note(field, known).ifPresent(notes::add));
    return notes;
  }

  private Optional<String> note(String field, Names known) {
    if (known.of() == ClassNames.Of.RECORD) {
      return Optional.of(
          "'%s' is a class of the whole text (%s), no entity: not used"
              .formatted(field, String.join(", ", known.values())));
    }
    boolean isTag = !field.contains(".") && !TagFields.isOfOthers(field);
    if (!isTag || !TagScheme.of(known.values()).isOfEntities()) {
      return Optional.empty();
    }
    return Optional.of(
        given.isEmpty() || given.equals(known.values())
            ? "numbers in '%s' are tags by %s: %s"
                .formatted(field, known.origin(), String.join(", ", known.values()))
            : "Warning: init.tag-names differs from the names that %s has for '%s', and goes before them: %s, not %s"
                .formatted(known.origin(), field, given, known.values()));
  }

  /** How many words the record has, -1 if that is not given. */
  private static int words(ObjectNode record) {
    return Stream.of("words", "tokens")
        .map(record::path)
        .filter(JsonNode::isArray)
        .findFirst()
        .map(JsonNode::size)
        .orElse(-1);
  }

  private List<String> asked(ObjectNode record) {
    if (column.equals(NO_COLUMN)) {
      return List.of();
    }
    if (!record.has(column)) {
      throw new IllegalArgumentException(
          "no field '%s', which init.tag-column names; there are %s"
              .formatted(column, fields(record)));
    }
    if (!record.get(column).isNull() && !record.get(column).isArray()) {
      throw new IllegalArgumentException(
          "'%s', which init.tag-column names, is no list of tags".formatted(column));
    }
    return List.of(column);
  }

  /** Null if these are no tags of entities. */
  private List<String> tags(String field, JsonNode list, int words) {
    if (TagFields.NEVER.contains(field)) {
      return null;
    }
    if (!list.isEmpty() && isAll(list, JsonNode::isNumber)) {
      return numbers(field, list, words);
    }
    if (!list.isEmpty() && isAll(list, it -> NUMBER.matcher(it.asText()).matches())) {
      ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
      list.forEach(number -> numbers.add(new BigDecimal(number.asText())));
      return numbers(field, numbers, words);
    }
    if (isAll(list, JsonNode::isTextual)) {
      return strings(field, list, words);
    }
    if (list.size() == words
        && isAll(list, JsonNode::isValueNode)
        && TagFields.isOfEntities(field)) {
      throw new IllegalArgumentException(
          "'%s' is as long as the words, but holds neither tags nor numbers alone: %s"
              .formatted(field, list));
    }
    return null;
  }

  private List<String> numbers(String field, JsonNode list, int words) {
    boolean isSure = field.equals(column) || TagFields.isSure(field);
    Names known = names.of(field);
    boolean isKnownOther = known != null && !TagScheme.of(known.values()).isOfEntities();
    boolean isGiven =
        !given.isEmpty()
            && (isSure || !isKnownOther && !TagFields.isOfOthers(field) && list.size() == words);
    if (!isGiven && known == null) {
      if (isSure || TagFields.isOfEntities(field) && list.size() == words) {
        throw new IllegalArgumentException(
            "'%s' holds numbers, such as %s, and nothing says what they mean; %s"
                .formatted(field, list.get(0), ClassNames.WAY_OUT));
      }
      return null;
    }
    List<String> values = isGiven ? given : known.values();
    String origin = isGiven ? "init.tag-names" : known.origin();
    TagScheme scheme = TagScheme.of(values);
    if (!scheme.isOfEntities()
        && !(field.equals(column) && scheme.kind() == TagScheme.Kind.CHUNKS)) {
      if (!isSure && !(isGiven && TagFields.isOfEntities(field))) {
        return null;
      }
      throw new IllegalArgumentException(
          "'%s' has no tags of entities, which are O and B-PER, I-PER or the like, but %s by %s; init.tag-column names the field with tags, or none"
              .formatted(field, values, origin));
    }
    if (!isGiven) {
      known.sure(field);
    }
    List<String> tags = new ArrayList<>();
    for (JsonNode number : list) {
      String name = "tag %d of '%s'".formatted(tags.size() + 1, field);
      tags.add(scheme.tags().get(index(number, name, values, origin)));
    }
    return tags;
  }

  private List<String> strings(String field, JsonNode list, int words) {
    List<String> meant = TagScheme.of(given).tags();
    List<String> tags = new ArrayList<>();
    for (JsonNode tag : list) {
      int index = given.indexOf(tag.textValue());
      boolean isType = types.contains(tag.textValue()) && !TagScheme.isTag(tag.textValue());
      String known = isType ? "I-" + tag.textValue() : tag.textValue();
      tags.add(index < 0 ? known : meant.get(index));
    }
    if (field.equals(column)) {
      return tags;
    }
    if (TagFields.ALWAYS.contains(field)) {
      if (TagScheme.areChunks(tags)) {
        throw new IllegalArgumentException(
            "'%s' has tags of phrases, not of entities: %s; init.tag-column names the field with tags, or none"
                .formatted(field, tags));
      }
      return tags;
    }
    boolean areTags = !tags.isEmpty() && tags.stream().allMatch(TagScheme::isTag);
    boolean areSome = TagFields.isOfEntities(field) && tags.stream().anyMatch(TagScheme::isTag);
    boolean isOther = TagFields.isOfOthers(field) || TagScheme.areChunks(tags);
    boolean isFit = tags.size() == words || TagFields.isOfEntities(field) && areTags && words >= 0;
    return !isOther && isFit && (areTags || areSome) ? tags : null;
  }

  /** Says the types of spans that come as numbers. */
  private void nameTypes(String field, JsonNode span) {
    if (!(span instanceof ObjectNode object)) {
      return;
    }
    for (String inner : fields(object)) {
      Names known = names.of(field + "." + inner);
      boolean isType = TYPE_FIELDS.contains(inner);
      boolean isGiven = isType && !given.isEmpty();
      if (!object.get(inner).isNumber() || known == null && !isGiven) {
        continue;
      }
      String name = "'%s' in '%s'".formatted(inner, field);
      List<String> values = isGiven ? given : known.sure(field + "." + inner);
      String origin = isGiven ? "init.tag-names" : known.origin();
      object.put(inner, values.get(index(object.get(inner), name, values, origin)));
    }
  }

  private static int index(JsonNode number, String what, List<String> values, String origin) {
    boolean isWhole = number.canConvertToExactIntegral() && number.canConvertToInt();
    if (isWhole && number.intValue() >= 0 && number.intValue() < values.size()) {
      return number.intValue();
    }
    String hint =
        isWhole && number.intValue() == -100
            ? " (-100 is what transformers' losses ignore: give the tags before they were aligned"
                + " with tokens)"
            : "";
    throw new IllegalArgumentException(
        "%s is %s%s, but the %d names by %s go from 0 (%s) to %d (%s)"
            .formatted(
                what,
                number,
                hint,
                values.size(),
                origin,
                values.get(0),
                values.size() - 1,
                values.get(values.size() - 1)));
  }

  private static void requireSame(Map<String, List<String>> found) {
    if (found.values().stream().distinct().count() > 1) {
      throw new IllegalArgumentException(
          "%s all look like tags of entities, and differ: %s; init.tag-column names the one to use"
              .formatted(found.keySet(), found));
    }
  }

  private static List<String> fields(ObjectNode record) {
    List<String> fields = new ArrayList<>();
    record.fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  private static boolean isAll(JsonNode list, Predicate<JsonNode> kind) {
    return StreamSupport.stream(list.spliterator(), false).allMatch(kind);
  }
}
