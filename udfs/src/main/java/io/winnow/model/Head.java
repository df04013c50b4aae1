package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.model.graph.ClassifierHead;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A checkpoint's token classifier in Winnow's terms, or why it has none. */
sealed interface Head {

  String WEIGHT = ClassifierHead.NAME + ".weight";
  String BIAS = ClassifierHead.NAME + ".bias";

  /**
   * A head that tells IOB2 tags apart.
   *
   * @param scheme its types, in the order of their {@code B-} tags in the checkpoint
   * @param rows for each of the scheme's tags the classifier's row; checkpoints order tags as they
   *     like
   */
  record Usable(LabelScheme scheme, List<Integer> rows) implements Head {}

  record Unusable(String reason) implements Head {}

  /**
   * @param tensors bare names
   * @param config {@code config.json}
   */
  static Head of(Set<String> tensors, JsonNode config) {
    if (!tensors.contains(WEIGHT)) {
      return new Unusable("it holds an encoder alone");
    }
    JsonNode id2label = config.path("id2label");
    List<String> tags = new ArrayList<>();
    while (id2label.has(Integer.toString(tags.size()))) {
      tags.add(id2label.get(Integer.toString(tags.size())).asText());
    }
    if (tags.isEmpty() || tags.size() < id2label.size()) {
      return new Unusable(
          "its id2label names %d tags, %d of them by the ids from 0 on"
              .formatted(id2label.size(), tags.size()));
    }
    List<String> types =
        tags.stream().filter(tag -> tag.startsWith("B-")).map(tag -> tag.substring(2)).toList();
    try {
      LabelScheme scheme = new LabelScheme(types);
      List<String> wanted = scheme.tags();
      if (tags.size() == wanted.size() && new HashSet<>(tags).containsAll(wanted)) {
        return new Usable(scheme, wanted.stream().map(tags::indexOf).toList());
      }
    } catch (IllegalArgumentException e) {
      // No type, one twice or one without a name: the tags are listed below.
    }
    return new Unusable("its tags %s are not O, and B- and I- of each type".formatted(tags));
  }
}
