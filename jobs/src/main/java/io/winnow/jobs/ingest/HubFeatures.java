package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.jobs.ingest.ClassNames.Names;
import io.winnow.jobs.ingest.ClassNames.Of;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the names of classes in a description of a data set by the library {@code datasets}. */
final class HubFeatures {

  private final String origin;
  private final SortedMap<String, Names> found = new TreeMap<>();

  private HubFeatures(String origin) {
    this.origin = origin;
  }

  /**
   * @param features as in {@code dataset_info.json} and in Parquet's footer: {@code {"ner_tags":
   *     {"feature": {"names": [...], "_type": "ClassLabel"}, "_type": "Sequence"}}}
   * @param origin the file's name, for messages
   */
  static ClassNames ofJson(JsonNode features, String origin) {
    HubFeatures reading = new HubFeatures(origin);
    reading.feature(features, "", Of.RECORD);
    return new ClassNames(reading.found);
  }

  /**
   * @param features as in the front matter of a README.md: {@code [{name: ner_tags, sequence:
   *     {class_label: {names: {'0': O}}}}]}
   * @param origin the file's name, for messages
   */
  static ClassNames ofFrontMatter(JsonNode features, String origin) {
    HubFeatures reading = new HubFeatures(origin);
    reading.described(features, "", Of.RECORD);
    return new ClassNames(reading.found);
  }

  private void feature(JsonNode node, String path, Of of) {
    if (node.isArray()) {
      // Older versions write a list's feature as a list of one.
      node.forEach(part -> feature(part, path, Of.ELEMENT));
    } else if (node.path("_type").asText().equals("ClassLabel")) {
      names(node.path("names"), path, of);
    } else if (node.path("_type").isTextual()) {
      // Sequence, List, LargeList; Value and others have no feature inside.
      feature(node.path("feature"), path, Of.ELEMENT);
    } else {
      node.fields().forEachRemaining(it -> feature(it.getValue(), below(path, it.getKey()), of));
    }
  }

  private void described(JsonNode node, String path, Of of) {
    if (node.isArray()) {
      for (JsonNode field : node) {
        described(field, below(path, field.path("name").asText()), of);
      }
      return;
    }
    if (!node.isObject()) {
      return;
    }
    names(node.path("class_label").path("names"), path, of);
    for (String same : List.of("dtype", "struct")) {
      described(node.path(same), path, of);
    }
    for (String list : List.of("sequence", "list", "large_list")) {
      described(node.path(list), path, Of.ELEMENT);
    }
  }

  /**
   * @param names a list, or an object with the keys 0, 1, 2 and so on
   */
  private void names(JsonNode names, String path, Of of) {
    List<String> inOrder = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      JsonNode name = names.isArray() ? names.get(i) : names.get(String.valueOf(i));
      if (name == null) {
        return;
      }
      inOrder.add(name.asText());
    }
    if (!inOrder.isEmpty()) {
      found.put(path, new Names(of, inOrder, origin, ""));
    }
  }

  private static String below(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
