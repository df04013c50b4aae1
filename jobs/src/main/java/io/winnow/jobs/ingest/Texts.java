package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The field with a record's text where a tool lets people name it. */
final class Texts {

  /** By what people mostly call it. */
  static final List<String> NAMES =
      List.of("text", "sentence", "content", "document", "body", "review", "utterance", "message");

  private Texts() {}

  /**
   * One of {@link #NAMES}, or the only field that is a string.
   *
   * @param holder what messages call the object
   * @throws IllegalArgumentException if it can't be told
   */
  static String field(JsonNode object, String holder) {
    List<String> strings = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getValue().isTextual()) {
        strings.add(field.getKey());
      }
    }
    Optional<String> named = NAMES.stream().filter(strings::contains).findFirst();
    if (named.isEmpty() && strings.size() != 1) {
      List<String> fields = new ArrayList<>();
      object.fieldNames().forEachRemaining(fields::add);
      throw new IllegalArgumentException(
          "'%s' has no 'text', and its strings %s may each be it; call the text 'text' (there are %s)"
              .formatted(holder, strings, fields));
    }
    return named.orElseGet(() -> strings.get(0));
  }

  /** What the object has beside its text and what is kept, as fields that were not used. */
  static List<Remark> unused(ObjectNode object, String holder, String text, ObjectNode kept) {
    List<Remark> remarks = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      boolean isEmpty = field.getValue().isContainerNode() && field.getValue().isEmpty();
      boolean isUsed = field.getKey().equals(text) || kept.has(field.getKey());
      if (!isUsed && !field.getValue().isNull() && !isEmpty) {
        remarks.add(Remark.unused(holder + "." + field.getKey()));
      }
    }
    return remarks;
  }
}
