package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * Which fields of a record stay with its sentence as metadata: its document, source, date,
 * language. A field is a text, a number, or true or false; an object in a field {@code meta} or
 * {@code metadata}, as annotation tools write it, gives its own.
 *
 * @param names empty: none; {@value #ALL}: all that are not used otherwise
 */
record KeptFields(List<String> names) implements Serializable {

  static final String ALL = "*";

  static final KeptFields NONE = new KeptFields(List.of());

  private static final Set<String> USED = Set.of("id", "text", "words", "tokens");

  private static final Set<String> HOLDERS = Set.of("meta", "metadata");

  KeptFields {
    names = List.copyOf(names);
  }

  /** Whether a field of this name is kept, if it has one value. */
  boolean keeps(String field) {
    return !USED.contains(field) && (names.contains(field) || names.contains(ALL));
  }

  /** Whether anything may be kept of a field that is an object. */
  boolean keepsOf(String field) {
    return HOLDERS.contains(field) && !names.isEmpty();
  }

  /** What is kept of a record; a field of its own goes before one of the same name below. */
  ObjectNode of(JsonNode record) {
    ObjectNode kept = JsonFormat.MAPPER.createObjectNode();
    if (names.isEmpty()) {
      return kept;
    }
    for (String holder : HOLDERS) {
      addAll(record.path(holder), kept);
    }
    addAll(record, kept);
    return kept;
  }

  private void addAll(JsonNode record, ObjectNode kept) {
    record
        .properties()
        .forEach(
            field -> {
              if (keeps(field.getKey()) && isOneValue(field.getValue())) {
                kept.set(field.getKey(), field.getValue());
              }
            });
  }

  /** Whether a field is an object that is kept as a whole, field by field. */
  static boolean isAllKept(String name, JsonNode object, ObjectNode kept) {
    return HOLDERS.contains(name)
        && object.isObject()
        && object.properties().stream()
            .allMatch(field -> field.getValue().isNull() || kept.has(field.getKey()));
  }

  private static boolean isOneValue(JsonNode value) {
    return value.isValueNode() && !value.isNull();
  }
}
