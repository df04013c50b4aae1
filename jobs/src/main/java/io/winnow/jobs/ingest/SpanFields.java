package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The fields of a record that hold spans, whatever their names.
 *
 * @param lists by the paths of their fields; those of known names come first
 * @param empty paths of other lists: empty, they don't tell whether they would hold spans
 */
record SpanFields(Map<String, JsonNode> lists, List<String> empty) {

  /** Fields that hold gold wherever they are lists of spans, and none if they are empty. */
  private static final List<String> KNOWN = List.of("spans", "entities", "label", "labels");

  private static final List<String> ALWAYS_SPANS = List.of("spans", "entities");

  /** Fields whose inside is looked at, too. */
  private static final List<String> WRAPPERS =
      List.of("meta", "data", "annotation", "annotations", "spans", "entities", "label", "labels");

  /** What stands for the words. */
  private static final Set<String> WORDS = Set.of("text", "words", "tokens", "tags", "ner_tags");

  /**
   * A model's suggestions are no gold.
   *
   * @throws IllegalArgumentException if a field that is to hold spans holds something else
   */
  static SpanFields of(JsonNode record) {
    SpanFields found = new SpanFields(new LinkedHashMap<>(), new ArrayList<>());
    found.add("", record);
    WRAPPERS.forEach(field -> found.addInside(field, record.path(field)));
    ALWAYS_SPANS.forEach(field -> found.require(field, record.path(field)));
    return found;
  }

  /** Whether a list is in a field or in what it holds. */
  boolean areIn(String field) {
    return lists.keySet().stream()
        .anyMatch(
            path ->
                path.equals(field) || path.startsWith(field + ".") || path.startsWith(field + "["));
  }

  private void add(String path, JsonNode object) {
    KNOWN.forEach(field -> addKnown(path + field, object.path(field)));
    each(
        object,
        (field, value) -> {
          if (KNOWN.contains(field)) {
            return;
          }
          if (value.isArray() && any(value, SpanElement::isSpan)) {
            lists.put(path + field, value);
          } else if (value.isArray() && value.isEmpty()) {
            empty.add(path + field);
          }
        });
  }

  private void addKnown(String path, JsonNode value) {
    boolean isClass = path.endsWith("label") || path.endsWith("labels");
    boolean isList =
        value.isArray() && (value.isEmpty() || !isClass || any(value, JsonNode::isContainerNode));
    boolean isOuter = path.indexOf('.') < 0;
    if (isList && (isOuter || value.isEmpty() || any(value, SpanElement::isSpan))) {
      lists.put(path, value);
    }
  }

  private void addInside(String path, JsonNode value) {
    if (lists.containsKey(path)) {
      return;
    }
    if (value.isObject()) {
      add(path + ".", value);
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      // A tool marks what an annotator gave up.
      if (value.get(i).isObject() && !value.get(i).path("was_cancelled").asBoolean()) {
        add("%s[%d].".formatted(path, i), value.get(i));
      }
    }
  }

  private void require(String field, JsonNode value) {
    boolean isNothing =
        value.isMissingNode() || value.isNull() || value.isObject() && value.isEmpty();
    if (!isNothing && !areIn(field)) {
      throw new IllegalArgumentException("'%s' is not a list of spans".formatted(field));
    }
  }

  /**
   * The first list that looks like spans, but is not where they are read, or has not their fields.
   */
  static Optional<String> doubtful(JsonNode record) {
    List<String> found = new ArrayList<>();
    collect("", record, found);
    return found.stream().findFirst();
  }

  private static void collect(String path, JsonNode node, List<String> found) {
    boolean isFound =
        node.isArray() && any(node, it -> SpanElement.isSpan(it) || SpanElement.isUntypedSpan(it));
    if (isFound) {
      found.add(path);
      return;
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect("%s[%d]".formatted(path, i), node.get(i), found);
    }
    each(
        node, (field, value) -> collect(path.isEmpty() ? field : path + "." + field, value, found));
  }

  /** Fields of an object that may hold gold. */
  private static void each(JsonNode object, BiConsumer<String, JsonNode> action) {
    object
        .fields()
        .forEachRemaining(
            it -> {
              String name = it.getKey().toLowerCase(Locale.ROOT);
              boolean isSuggested = name.startsWith("predict") || name.startsWith("suggest");
              if (!isSuggested && !WORDS.contains(name)) {
                action.accept(it.getKey(), it.getValue());
              }
            });
  }

  private static boolean any(JsonNode list, Predicate<JsonNode> test) {
    return StreamSupport.stream(list.spliterator(), false).anyMatch(test);
  }
}
