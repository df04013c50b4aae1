package io.winnow.spans;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The fields of an object by their names without case, underscores and hyphens: {@code
 * start_offset}, {@code startOffset} and {@code StartOffset} are {@code startoffset}. A field that
 * is null counts as absent.
 */
final class ElementFields {

  private static final String WRAPPER = "value";

  private final JsonNode object;
  private final Map<String, String> written = new LinkedHashMap<>();
  private final List<String> clashes = new ArrayList<>();

  private ElementFields(JsonNode object) {
    this.object = object;
    object
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().isNull()) {
                add(field.getKey(), field.getValue());
              }
            });
  }

  /** Of an object as it is; no fields if it is none. */
  static ElementFields of(JsonNode object) {
    return new ElementFields(object);
  }

  /** Of an element. Label Studio wraps a region's place and labels into {@code value}. */
  static ElementFields ofElement(JsonNode element) {
    ElementFields outer = of(element);
    boolean isWrapped = element.path(WRAPPER).isObject() && !PlaceFields.isWhole(outer);
    return isWrapped ? of(element.get(WRAPPER)) : outer;
  }

  static String folded(String field) {
    boolean isFolded = field.chars().allMatch(c -> c >= 'a' && c <= 'z');
    return isFolded ? field : fold(field);
  }

  private static String fold(String field) {
    return field.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  private void add(String field, JsonNode value) {
    String first = written.putIfAbsent(folded(field), field);
    if (first != null && !object.get(first).equals(value)) {
      clashes.add("'%s' %s and '%s' %s".formatted(first, object.get(first), field, value));
    }
  }

  /**
   * @param name what messages call the object
   * @throws IllegalArgumentException if a field is there under two spellings that differ
   */
  void requireOneOfEach(String name) {
    if (!clashes.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has %s: which one counts? Leave only that one in".formatted(name, clashes.get(0)));
    }
  }

  boolean has(String folded) {
    return written.containsKey(folded);
  }

  /** Missing if there is none. */
  JsonNode get(String folded) {
    return object.path(written.getOrDefault(folded, ""));
  }

  /** As the record spells it. */
  String written(String folded) {
    return written.getOrDefault(folded, folded);
  }

  /** Their names, folded. */
  Set<String> names() {
    return written.keySet();
  }

  /** Their names as the record spells them. */
  @Override
  public String toString() {
    return written.values().toString();
  }
}
