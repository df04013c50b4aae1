package io.winnow.spans;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Lists of spans as the library {@code datasets} keeps a {@code Sequence} of them: an object of
 * lists, {@code {"start": [0, 8], "end": [3, 11], "label": ["PER", "LOC"]}}.
 */
public final class FoldedLists {

  private FoldedLists() {}

  /**
   * @param field what messages call it
   * @return the list of objects, or the field's value itself if it is no such thing
   * @throws IllegalArgumentException if its lists are of several lengths
   */
  public static JsonNode unfolded(String field, JsonNode value) {
    boolean isFolded =
        value.isObject()
            && value.size() > 1
            && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isArray)
            && PlaceFields.areLists(ElementFields.of(value));
    if (!isFolded) {
      return value;
    }
    List<Map.Entry<String, JsonNode>> lists = List.copyOf(value.properties());
    ArrayNode objects = JsonNodeFactory.instance.arrayNode();
    lists.get(0).getValue().forEach(any -> objects.addObject());
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
}
