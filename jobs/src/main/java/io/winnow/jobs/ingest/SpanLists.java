package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Lists of objects as the library {@code datasets} keeps a {@code Sequence} of them: an object of
 * lists, {@code {"start": [0, 8], "end": [3, 11], "label": ["PER", "LOC"]}}.
 */
final class SpanLists {

  private SpanLists() {}

  /**
   * @return the list of objects, or the field's value itself if it is no such thing
   * @throws IllegalArgumentException if its lists are of several lengths
   */
  static JsonNode unfolded(String field, JsonNode value) {
    if (!value.isObject() || value.size() < 2 || !areLists(value)) {
      return value;
    }
    List<Map.Entry<String, JsonNode>> lists = List.copyOf(value.properties());
    ArrayNode objects = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < lists.get(0).getValue().size(); i++) {
      objects.addObject();
    }
    for (Map.Entry<String, JsonNode> list : lists) {
      if (list.getValue().size() != objects.size()) {
        throw new IllegalArgumentException(
            "'%s' has %d of '%s', but %d of '%s'"
                .formatted(
                    field,
                    objects.size(),
                    lists.get(0).getKey(),
                    list.getValue().size(),
                    list.getKey()));
      }
      for (int i = 0; i < objects.size(); i++) {
        ((ObjectNode) objects.get(i)).set(list.getKey(), list.getValue().get(i));
      }
    }
    return objects;
  }

  private static boolean areLists(JsonNode object) {
    boolean isPlaced =
        object.properties().stream().anyMatch(it -> it.getKey().startsWith("start"))
            || object.has("text");
    return isPlaced
        && StreamSupport.stream(object.spliterator(), false).allMatch(JsonNode::isArray);
  }
}
