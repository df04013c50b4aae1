package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What numbers in a data set's fields mean: the names of each {@code ClassLabel} in a description
 * as the library {@code datasets} writes it.
 *
 * @param origin the file that says so, for messages
 * @param byField by the field's name, with a dot before that of a field inside it
 */
record ClassNames(String origin, SortedMap<String, List<String>> byField) implements Serializable {

  static final ClassNames NONE = new ClassNames("", Collections.emptySortedMap());

  ClassNames {
    byField = Collections.unmodifiableSortedMap(new TreeMap<>(byField));
  }

  /**
   * @param features as in {@code dataset_info.json} and in Parquet's footer: {@code {"ner_tags":
   *     {"feature": {"names": [...], "_type": "ClassLabel"}, "_type": "Sequence"}}}
   */
  static ClassNames ofFeatures(JsonNode features, String origin) {
    return collected(origin, (found, path) -> feature(features, path, found));
  }

  /**
   * @param features as in the front matter of a README.md: {@code [{name: ner_tags, sequence:
   *     {class_label: {names: {'0': O}}}}]}
   */
  static ClassNames ofFrontMatter(JsonNode features, String origin) {
    return collected(origin, (found, path) -> described(features, path, found));
  }

  private static ClassNames collected(
      String origin, BiConsumer<SortedMap<String, List<String>>, String> reading) {
    SortedMap<String, List<String>> found = new TreeMap<>();
    reading.accept(found, "");
    return new ClassNames(origin, found);
  }

  private static void feature(JsonNode node, String path, SortedMap<String, List<String>> found) {
    if (node.isArray()) {
      node.forEach(part -> feature(part, path, found));
      return;
    }
    if (node.path("_type").asText().equals("ClassLabel")) {
      names(node.path("names"), path, found);
      return;
    }
    if (node.path("_type").isTextual()) {
      // Sequence, List, LargeList; Value and others have no feature inside.
      feature(node.path("feature"), path, found);
      return;
    }
    node.fields().forEachRemaining(it -> feature(it.getValue(), below(path, it.getKey()), found));
  }

  private static void described(JsonNode node, String path, SortedMap<String, List<String>> found) {
    if (node.isArray()) {
      for (JsonNode field : node) {
        described(field, below(path, field.path("name").asText()), found);
      }
      return;
    }
    names(node.path("class_label").path("names"), path, found);
    for (String inner : List.of("dtype", "sequence", "list", "struct")) {
      described(node.path(inner), path, found);
    }
  }

  private static void names(JsonNode names, String path, Map<String, List<String>> found) {
    List<String> inOrder = new ArrayList<>();
    if (names.isArray()) {
      names.forEach(name -> inOrder.add(name.asText()));
    } else {
      for (int i = 0; names.hasNonNull(String.valueOf(i)); i++) {
        inOrder.add(names.get(String.valueOf(i)).asText());
      }
    }
    if (!inOrder.isEmpty() && inOrder.size() == names.size()) {
      found.put(path, List.copyOf(inOrder));
    }
  }

  private static String below(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
