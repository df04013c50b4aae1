package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonValues;
import io.winnow.spans.WrittenSpan;
import io.winnow.text.OffsetUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A document of BioC, in the form of its JSON. Each passage is a record, or each sentence of a
 * passage that is divided into sentences. Offsets count from the document's beginning; {@code
 * infons.type} is an annotation's type. One in several parts with other text between is an error.
 */
final class BiocDocument {

  static final String PASSAGES = "passages";
  private static final String SENTENCES = "sentences";
  private static final String ANNOTATIONS = "annotations";
  private static final String OFFSET = "offset";

  /** What metadata call the document's id. */
  private static final String DOCUMENT = "document";

  private BiocDocument() {}

  static boolean isOne(JsonNode value) {
    JsonNode passages = value.path(PASSAGES);
    return passages.isArray()
        && !JsonDocument.hasSentence(value)
        && (passages.isEmpty() || passages.path(0).has(OFFSET));
  }

  /** Each is read when it is asked for. */
  static List<Supplier<RawRecord>> records(JsonNode document, KeptFields kept, OffsetUnit unit) {
    String id = document.path("id").asText(document.path("_id").asText(null));
    List<Supplier<RawRecord>> records = new ArrayList<>();
    if (isFilled(document.path(ANNOTATIONS))) {
      return List.of(() -> refused("its annotations belong to no passage", id));
    }
    for (JsonNode passage : document.path(PASSAGES)) {
      boolean isDivided = isFilled(passage.path(SENTENCES));
      if (isDivided && isFilled(passage.path(ANNOTATIONS))) {
        records.add(() -> refused("a passage has annotations beside those of its sentences", id));
      } else if (isDivided) {
        passage
            .get(SENTENCES)
            .forEach(
                it ->
                    records.add(
                        () -> record(it, id, kept.of(metadata(id, document, passage, it)), unit)));
      } else {
        records.add(() -> record(passage, id, kept.of(metadata(id, document, passage)), unit));
      }
    }
    return records;
  }

  private static RawRecord refused(String problem, String id) {
    throw new IllegalArgumentException("%s (document %s)".formatted(problem, id));
  }

  private static boolean isFilled(JsonNode list) {
    return list.isArray() && !list.isEmpty();
  }

  /** The infons of a part and of what it is in, and the document's id. */
  private static ObjectNode metadata(String id, JsonNode... parts) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    for (JsonNode part : parts) {
      part.path("infons").properties().forEach(it -> metadata.set(it.getKey(), it.getValue()));
    }
    return metadata.put(DOCUMENT, id);
  }

  private static RawRecord record(JsonNode part, String id, ObjectNode kept, OffsetUnit unit) {
    String text = part.hasNonNull("text") ? JsonValues.string(part.get("text"), "'text'") : "";
    int from = JsonValues.integer(part.path(OFFSET), "'offset' of a passage");
    List<WrittenSpan> spans = new ArrayList<>();
    for (JsonNode annotation : part.path(ANNOTATIONS)) {
      spans.add(span(annotation, text, from, unit));
    }
    List<Remark> remarks = new ArrayList<>();
    boolean isEmpty = spans.isEmpty();
    if (!text.isBlank()) {
      remarks.add(isEmpty ? Remark.empty(ANNOTATIONS) : Remark.spans(ANNOTATIONS));
    }
    if (isFilled(part.path("relations"))) {
      remarks.add(Remark.unused("relations"));
    }
    return new RawRecord(
        id,
        text,
        null,
        isEmpty ? null : SpanGold.ofText(GivenSpans.of(ANNOTATIONS, spans), unit),
        remarks,
        kept);
  }

  private static WrittenSpan span(JsonNode annotation, String text, int from, OffsetUnit unit) {
    String quote = annotation.path("text").asText("");
    String name = "annotation %s '%s'".formatted(annotation.path("id").asText("?"), quote);
    JsonNode type = annotation.path("infons").path("type");
    if (!type.isTextual() || type.textValue().isBlank()) {
      throw new IllegalArgumentException(
          "%s has no infon 'type', but %s".formatted(name, annotation.path("infons")));
    }
    SpanParts parts = new SpanParts();
    for (JsonNode location : annotation.path("locations")) {
      int start = JsonValues.integer(location.path(OFFSET), "'offset' of " + name) - from;
      if (start < 0) {
        throw new IllegalArgumentException(
            "%s begins before its passage, which begins at %d".formatted(name, from));
      }
      int length = JsonValues.integer(location.path("length"), "'length' of " + name);
      parts.add(start, (long) start + length);
    }
    return new WrittenSpan(parts.joined(name, text, unit), type.textValue(), quote);
  }
}
