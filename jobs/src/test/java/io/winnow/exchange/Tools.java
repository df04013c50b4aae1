package io.winnow.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/** What each tool makes of a file of ours when an annotator agrees with every suggestion. */
final class Tools {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Tools() {}

  static String answered(ToolFormat format, String tasks) {
    return switch (format) {
      case LABEL_STUDIO -> labelStudio(tasks);
      case DOCCANO ->
          eachLine(tasks, record -> record.put("id", 7).set("Comments", JSON.createArrayNode()));
      case PRODIGY ->
          eachLine(tasks, record -> record.put("answer", "accept").put("_session_id", "ner-anna"));
      case CONLL -> tasks;
    };
  }

  private static String labelStudio(String tasks) {
    ArrayNode array = (ArrayNode) tree(tasks);
    int id = 0;
    for (JsonNode task : array) {
      ObjectNode annotation =
          JSON.createObjectNode()
              .put("completed_by", 3)
              .put("was_cancelled", false)
              .put("lead_time", 2.5);
      JsonNode result = task.path("predictions").path(0).path("result");
      annotation.set("result", result.isMissingNode() ? JSON.createArrayNode() : result);
      ((ObjectNode) task).put("id", ++id).putArray("annotations").add(annotation);
    }
    return array.toPrettyString();
  }

  private interface Change {

    void make(ObjectNode record);
  }

  private static String eachLine(String lines, Change change) {
    return lines
        .lines()
        .map(
            line -> {
              ObjectNode record = (ObjectNode) tree(line);
              change.make(record);
              return record.toString();
            })
        .collect(Collectors.joining("\n"));
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
