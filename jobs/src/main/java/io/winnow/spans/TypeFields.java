package io.winnow.spans;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.json.JsonValues;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The fields that name the type of a span, by folded names, see {@link ElementFields}. */
final class TypeFields {

  /** If there are several, they have to say the same. Label Studio's last two mark text. */
  private static final List<String> FIRST =
      List.of("type", "label", "labels", "hypertextlabels", "paragraphlabels");

  /** Where there is none of those: the first that is there. */
  private static final List<String> OTHERS =
      List.of(
          "entitytype",
          "entitylabel",
          "entitylabels",
          "entitygroup",
          "nertype",
          "nerlabel",
          "nerlabels",
          "nertag",
          "tag",
          "category",
          "class",
          "classname",
          "entity",
          "ner",
          "types",
          "tags");

  /** How names of labels end, those of images and sounds too. */
  private static final String LABELS = "labels";

  private TypeFields() {}

  /** Whether there is one, understood or not. */
  static boolean isIn(ElementFields fields) {
    return FIRST.stream().anyMatch(fields::has)
        || OTHERS.stream().anyMatch(fields::has)
        || fields.names().stream().anyMatch(name -> name.endsWith(LABELS));
  }

  /**
   * @param name what messages call the element
   * @param wayOut what to do about a type that is a number
   * @throws IllegalArgumentException if there is not one type; says why
   */
  static String read(ElementFields fields, String name, String wayOut) {
    fields.names().stream()
        .filter(it -> it.endsWith(LABELS) && !FIRST.contains(it) && !OTHERS.contains(it))
        .findFirst()
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(
                  "%s has '%s', which are not known to mark text; call them 'labels' if they do, or leave them out"
                      .formatted(name, fields.written(other)));
            });
    List<String> first = FIRST.stream().filter(fields::has).toList();
    Set<String> types = new LinkedHashSet<>();
    first.forEach(field -> types.add(one(fields.get(field), name, wayOut)));
    if (types.size() > 1) {
      throw new IllegalArgumentException(
          "%s has %s: which one is the entity type? Leave only that one in"
              .formatted(
                  name,
                  String.join(
                      " and ",
                      first.stream()
                          .map(it -> "'%s' %s".formatted(fields.written(it), fields.get(it)))
                          .toList())));
    }
    return first.isEmpty()
        ? one(fields.get(OTHERS.stream().filter(fields::has).findFirst().orElse("")), name, wayOut)
        : types.iterator().next();
  }

  /** A string, or a list of one. */
  static String one(JsonNode node, String name, String wayOut) {
    JsonNode one = node;
    if (node.isArray()) {
      Set<JsonNode> types = new LinkedHashSet<>();
      node.forEach(types::add);
      if (types.size() != 1) {
        throw new IllegalArgumentException(
            "%s has %d entity types: %s; it is to have one"
                .formatted(name, types.size(), PlaceReader.shown(node)));
      }
      one = node.get(0);
    }
    if (one.isNumber()) {
      throw new IllegalArgumentException(
          "the type of %s is the number %s, and nothing says what it means; %s"
              .formatted(name, one, wayOut));
    }
    String type = JsonValues.string(one, "type of " + name);
    if (type.isBlank() || !type.strip().equals(type)) {
      throw new IllegalArgumentException(
          "'%s' is no name for the entity type of %s".formatted(type, name));
    }
    return type;
  }
}
