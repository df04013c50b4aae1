package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonValues;
import io.winnow.spans.SpanElement;
import io.winnow.text.OffsetUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * The records of a value of JSON: a record, a record of a tool that wraps its text, or an object
 * that wraps a list of records.
 *
 * @param tags finds the field with tags
 * @param unit what offsets of spans count
 */
record JsonDocument(TagColumns tags, OffsetUnit unit) {

  /** A blank line: a record without words. */
  static final JsonNode BLANK = MissingNode.getInstance();

  private static final Set<String> SENTENCE = Set.of("text", "words", "tokens");

  /** Fields of an object around records that are read; another may be one part of a data set. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "data",
          "examples",
          "common_examples",
          "records",
          "documents",
          "PubTator3",
          "annotations");

  List<Supplier<RawRecord>> records(String line) {
    try {
      return records(line.isBlank() ? BLANK : JsonRecord.tree(line));
    } catch (IllegalArgumentException e) {
      return bad(e);
    }
  }

  /** Each is read when it is asked for. */
  List<Supplier<RawRecord>> records(JsonNode value) {
    if (value == BLANK) {
      return List.of(() -> RawRecord.ofText(""));
    }
    if (value.isTextual()) {
      return List.of(() -> RawRecord.ofText(JsonValues.string(value, "a text").strip()));
    }
    if (LabelStudioTask.isOne(value)) {
      return List.of(() -> LabelStudioTask.record((ObjectNode) value, tags.kept(), unit));
    }
    if (ArgillaRecord.isOne(value)) {
      return List.of(() -> ArgillaRecord.record((ObjectNode) value, tags.kept(), unit));
    }
    if (BiocDocument.isOne(value)) {
      return BiocDocument.records(value, tags.kept(), unit);
    }
    Map<String, JsonNode> lists = new TreeMap<>();
    addLists("", value, lists);
    String only = lists.size() == 1 ? lists.keySet().iterator().next() : "";
    if (WRAPPERS.contains(only.substring(only.lastIndexOf('.') + 1))) {
      List<Supplier<RawRecord>> wrapped = new ArrayList<>();
      lists.get(only).forEach(one -> wrapped.addAll(records(one)));
      return wrapped;
    }
    return lists.isEmpty()
        ? List.of(() -> JsonRecord.parse(value, tags, unit))
        : bad(
            new IllegalArgumentException(
                "an object with %s of records: %s; give each as a file of its own, as jq -c '.%s[]' FILE writes it"
                    .formatted(
                        lists.size() == 1 ? "a list" : "several lists",
                        lists.keySet(),
                        lists.keySet().iterator().next())));
  }

  private static List<Supplier<RawRecord>> bad(IllegalArgumentException problem) {
    return List.of(
        () -> {
          throw problem;
        });
  }

  static boolean hasSentence(JsonNode object) {
    return SENTENCE.stream().anyMatch(object::hasNonNull);
  }

  /** Lists of records by their paths, in an object or in one that it wraps. */
  private static void addLists(String prefix, JsonNode object, Map<String, JsonNode> lists) {
    if (object.isObject() && !hasSentence(object)) {
      object
          .properties()
          .forEach(
              field -> {
                String path = prefix + field.getKey();
                if (isListOfRecords(field.getValue())) {
                  lists.put(path, field.getValue());
                } else {
                  addLists(path + ".", field.getValue(), lists);
                }
              });
    }
  }

  private static boolean isListOfRecords(JsonNode list) {
    return list.isArray()
        && !list.isEmpty()
        && StreamSupport.stream(list.spliterator(), false).allMatch(JsonDocument::isRecord);
  }

  private static boolean isRecord(JsonNode value) {
    boolean isPair = value.isArray() && value.size() == 2;
    return isPair && value.get(0).isTextual() && value.get(1).isObject()
        || hasSentence(value) && !SpanElement.isPlaced(value) && !SpanElement.isTyped(value)
        || hasSentence(value)
            && JsonRecord.FIELDS.stream().filter(value::has).count() > 1
            && !SpanElement.isPlaced(value)
        || BiocDocument.isOne(value)
        || LabelStudioTask.isOne(value)
        || ArgillaRecord.isOne(value);
  }
}
