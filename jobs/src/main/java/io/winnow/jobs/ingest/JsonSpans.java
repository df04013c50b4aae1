package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.jobs.ingest.RawRecord.GivenSpan;
import io.winnow.jobs.ingest.RawRecord.GivenSpan.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * Gold spans in JSON. Objects hold {@code start_word} and {@code end_word}, or {@code start} and
 * {@code end} (also {@code start_offset}, {@code end_offset}) in code points, and {@code type} or
 * {@code label}. Ends are exclusive.
 */
final class JsonSpans {

  private JsonSpans() {}

  static List<GivenSpan> ofObjects(JsonNode list) {
    List<GivenSpan> spans = new ArrayList<>();
    for (JsonNode span : JsonRecord.elements(list, "spans")) {
      String name = "span " + (spans.size() + 1);
      if (!span.isObject()) {
        throw new IllegalArgumentException("%s is %s, not an object".formatted(name, span));
      }
      boolean inWords = span.hasNonNull("start_word") || span.hasNonNull("end_word");
      boolean isDoccano = span.hasNonNull("start_offset");
      String start = inWords ? "start_word" : isDoccano ? "start_offset" : "start";
      String end = inWords ? "end_word" : isDoccano ? "end_offset" : "end";
      spans.add(
          new GivenSpan(
              inWords ? Unit.WORDS : Unit.CODE_POINTS,
              integer(span.path(start), "'%s' of %s".formatted(start, name)),
              integer(span.path(end), "'%s' of %s".formatted(end, name)),
              type(span.hasNonNull("type") ? span.get("type") : span.path("label"), name)));
    }
    return spans;
  }

  static List<GivenSpan> ofTriples(JsonNode list) {
    List<GivenSpan> spans = new ArrayList<>();
    for (JsonNode span : list) {
      String name = "label " + (spans.size() + 1);
      if (!span.isArray() || span.size() != 3) {
        throw new IllegalArgumentException(
            "%s is %s, not [start, end, type]".formatted(name, span));
      }
      spans.add(
          new GivenSpan(
              Unit.CODE_POINTS,
              integer(span.get(0), "start of " + name),
              integer(span.get(1), "end of " + name),
              type(span.get(2), name)));
    }
    return spans;
  }

  static int integer(JsonNode node, String name) {
    if (!node.isNumber() || !node.canConvertToExactIntegral() || !node.canConvertToInt()) {
      throw new IllegalArgumentException(
          "%s is %s, not a whole number".formatted(name, node.isMissingNode() ? "absent" : node));
    }
    return node.intValue();
  }

  private static String type(JsonNode node, String name) {
    String type = JsonRecord.string(node, "type of " + name);
    if (type.isBlank() || !type.strip().equals(type)) {
      throw new IllegalArgumentException(
          "'%s' is no name for the entity type of %s".formatted(type, name));
    }
    return type;
  }
}
