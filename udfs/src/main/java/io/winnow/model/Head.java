package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.graph.ClassifierHead;
import io.winnow.model.tags.HeadTags;
import io.winnow.model.tags.TagScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A checkpoint's token classifier in Winnow's terms, or why it has none. */
sealed interface Head {

  String WEIGHT = ClassifierHead.NAME + ".weight";
  String BIAS = ClassifierHead.NAME + ".bias";

  Pattern OF_TEXTS = Pattern.compile(".+For(SequenceClassification|MultipleChoice)");

  /** What else tells how many labels there are; the second in older versions. */
  List<String> NUMBERS = List.of("num_labels", "_num_labels");

  /**
   * A head whose labels are known to be tags.
   *
   * @param size rows of the classifier, those that are no word's tag too
   */
  record Usable(HeadTags tags, int size) implements Head {}

  /**
   * @param reason why, and the way out: a clause
   */
  record Unusable(String reason) implements Head {}

  /**
   * @param rows of the classifier; empty: there is none
   * @param configFile for messages
   * @param config {@code config.json}
   * @param told what {@link Checkpoint#LINEAGE} tells of a head whose labels leave that open
   * @throws InvalidModelException if configuration and classifier differ in their number of labels
   */
  static Head of(OptionalInt rows, Path configFile, JsonNode config, Optional<TagScheme> told) {
    if (rows.isEmpty()) {
      return new Unusable("it holds an encoder alone; train it first");
    }
    int size = rows.getAsInt();
    Optional<String> ofTexts = ofTexts(config);
    if (ofTexts.isPresent()) {
      return new Unusable(
          "its head is that of a %s, for texts and not for their words; train it first"
              .formatted(ofTexts.get()));
    }
    try {
      HeadTags tags = HeadTags.of(names(configFile, config, size));
      boolean isOpen = tags.scheme().isEmpty();
      return new Usable(isOpen && told.isPresent() ? tags.meant(told.get()) : tags, size);
    } catch (IllegalArgumentException e) {
      return new Unusable(
          "%s; name the %d labels with 'winnow model import --labels O,B-PER,I-PER,...' in the order of their ids, or train it first"
              .formatted(e.getMessage(), size));
    }
  }

  /** The class of a head that has the same tensors, but labels whole texts. */
  private static Optional<String> ofTexts(JsonNode config) {
    return StreamSupport.stream(config.path("architectures").spliterator(), false)
        .map(JsonNode::asText)
        .filter(it -> OF_TEXTS.matcher(it).matches())
        .findFirst();
  }

  /** The labels in the order of their ids. */
  private static List<String> names(Path configFile, JsonNode config, int size) {
    JsonNode id2label = config.path("id2label");
    if (!id2label.isObject() || id2label.isEmpty()) {
      throw new IllegalArgumentException("its config.json names no labels");
    }
    Map<Integer, String> byId = new TreeMap<>();
    id2label.fields().forEachRemaining(it -> byId.put(id(it.getKey()), name(it)));
    for (int id = 0; id < byId.size(); id++) {
      if (!byId.containsKey(id)) {
        throw new IllegalArgumentException(
            "its id2label has %d labels, the classifier %d rows, and there is no label for id %d"
                .formatted(byId.size(), size, id));
      }
    }
    check(configFile, "id2label", byId.size(), size);
    check(configFile, "num_labels", config.path("num_labels").asInt(size), size);
    return List.copyOf(byId.values());
  }

  /** Puts labels into {@code config.json}, in the order of their ids, in place of others. */
  static void name(ObjectNode config, List<String> labels) {
    config.remove(NUMBERS);
    ObjectNode id2label = config.putObject("id2label");
    ObjectNode label2id = config.putObject("label2id");
    for (String label : labels) {
      label2id.put(label, id2label.size());
      id2label.put(Integer.toString(id2label.size()), label);
    }
  }

  private static int id(String key) {
    try {
      return Integer.parseInt(key.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "its id2label has the id '%s', which is no whole number".formatted(key), e);
    }
  }

  private static String name(Map.Entry<String, JsonNode> label) {
    if (label.getValue().isNull() || !label.getValue().isValueNode()) {
      throw new IllegalArgumentException(
          "its id2label has no name for id %s, but %s".formatted(label.getKey(), label.getValue()));
    }
    return label.getValue().asText();
  }

  private static void check(Path configFile, String key, int labels, int size) {
    if (labels != size) {
      throw new InvalidModelException(
          "%s: %s tells of %d labels, but the tensor '%s' has %d rows; name all %d with 'winnow model import --labels O,B-PER,I-PER,...'"
              .formatted(configFile, key, labels, WEIGHT, size, size));
    }
  }
}
