package io.winnow.model.family;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The families that Winnow knows. */
public final class Families {

  private static final List<Family> ALL =
      List.of(
          new Bert(),
          new Roberta("roberta", "Roberta"),
          new Roberta("xlm-roberta", "XLMRoberta"),
          new Roberta("camembert", "Camembert"),
          new DistilBert(),
          new Electra(),
          new Mpnet(),
          new Albert(),
          new DebertaV2(),
          new ModernBert());

  private Families() {}

  /**
   * By {@code model_type}; where that is missing, by the class that {@code architectures} names, or
   * by how tensors' names begin.
   *
   * @param config {@code config.json}
   * @param tensors names in the checkpoint
   * @throws IllegalArgumentException if it is none of them, or can't be told
   */
  public static Family of(JsonNode config, Collection<String> tensors) {
    if (config.hasNonNull("model_type")) {
      String type = config.get("model_type").asText();
      return ALL.stream()
          .filter(family -> family.modelType().equals(type))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "model_type '%s' is not supported; supported: %s".formatted(type, names())));
    }
    return byClass(config)
        .or(() -> byTensors(tensors))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'model_type' is missing, and neither 'architectures' nor the tensors' names tell it; add it: one of %s"
                        .formatted(names())));
  }

  /**
   * What may stand before the names of the encoder's tensors: its family's {@link Family#prefix},
   * or, where {@code model_type} is missing or unknown, that of any.
   *
   * @param config {@code config.json}
   */
  public static Set<String> prefixes(JsonNode config) {
    String type = config.path("model_type").asText();
    boolean isKnown = ALL.stream().anyMatch(family -> family.modelType().equals(type));
    return ALL.stream()
        .filter(family -> !isKnown || family.modelType().equals(type))
        .map(Family::prefix)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<Family> byClass(JsonNode config) {
    List<String> classes =
        StreamSupport.stream(config.path("architectures").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    return ALL.stream()
        .filter(
            family ->
                classes.stream()
                    .anyMatch(it -> it.matches(family.className() + "(Model|For[A-Z]).*")))
        .findFirst();
  }

  /** Families with the same names have the same graph: the first of them will do. */
  private static Optional<Family> byTensors(Collection<String> tensors) {
    return ALL.stream()
        .filter(family -> tensors.stream().anyMatch(it -> it.startsWith(family.prefix())))
        .findFirst();
  }

  private static String names() {
    return ALL.stream().map(Family::modelType).collect(Collectors.joining(", "));
  }
}
