package io.winnow.model.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.model.graph.Activation;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The values of a {@code config.json}. All methods throw {@link IllegalArgumentException}, naming
 * the key, at a value of another kind or out of range. The usual values are those that
 * transformers' classes have.
 */
public record ModelConfig(JsonNode json) {

  /**
   * @throws IllegalArgumentException if a number is none that its key can have
   */
  public ModelConfig {
    ConfigRanges.check(json);
  }

  /** A whole number above 0 that has to be there. */
  public int size(String key) {
    return size(key, OptionalInt.empty());
  }

  public int size(String key, int usual) {
    return size(key, OptionalInt.of(usual));
  }

  private int size(String key, OptionalInt usual) {
    JsonNode value = json.path(key);
    if (isAbsent(value) && usual.isPresent()) {
      return usual.getAsInt();
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() <= 0) {
      throw ConfigRanges.wrong(key, value, "it must be a whole number above 0");
    }
    return value.asInt();
  }

  /** The first of two names of a value, where it is there, else the second. */
  String either(String first, String second) {
    return isAbsent(json.path(first)) ? second : first;
  }

  /** A whole number, which may stand for "none" if it is not above 0. */
  int integer(String key, int usual) {
    JsonNode value = json.path(key);
    if (isAbsent(value)) {
      return usual;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw ConfigRanges.wrong(key, value, "it must be a whole number");
    }
    return value.asInt();
  }

  /** A number, whose range is its key's: see {@link ConfigRanges}. */
  double number(String key, double usual) {
    JsonNode value = json.path(key);
    if (isAbsent(value)) {
      return usual;
    }
    if (!value.isNumber()) {
      throw ConfigRanges.wrong(key, value, "it must be a number");
    }
    return value.asDouble();
  }

  boolean flag(String key, boolean usual) {
    JsonNode value = json.path(key);
    if (isAbsent(value)) {
      return usual;
    }
    if (!value.isBoolean()) {
      throw ConfigRanges.wrong(key, value, "it must be true or false");
    }
    return value.asBoolean();
  }

  /** What an object in it holds; empty where it is missing. */
  ModelConfig part(String key) {
    JsonNode value = json.path(key);
    if (!isAbsent(value) && !value.isObject()) {
      throw ConfigRanges.wrong(key, value, "it must be an object");
    }
    return new ModelConfig(value);
  }

  String text(String key, String usual) {
    JsonNode value = json.path(key);
    return isAbsent(value) ? usual : value.asText();
  }

  /** A list of strings, or one string in which {@code |} parts them. */
  List<String> texts(String key) {
    JsonNode value = json.path(key);
    if (isAbsent(value)) {
      return List.of();
    }
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList()
        : List.of(value.asText().split("\\|"));
  }

  Activation activation(String key, String usual) {
    need(key, usual, Activation.names());
    return Activation.named(text(key, usual));
  }

  void need(String key, String usual, Collection<String> supported) {
    String value = text(key, usual);
    if (!supported.contains(value)) {
      throw new IllegalArgumentException(
          "%s '%s' is not supported; supported: %s"
              .formatted(key, value, String.join(", ", supported)));
    }
  }

  /** What no encoder of tokens has, and what no encoder here has. */
  void needEncoder() {
    need("is_decoder", "false", Set.of("false"));
    need("add_cross_attention", "false", Set.of("false"));
    needNone("pruned_heads", "layers have equal sizes here");
    needNone(
        "quantization_config",
        "in Python, undo it with dequantize() and save the model with save_pretrained(NEW_FOLDER)");
  }

  private void needNone(String key, String wayOut) {
    JsonNode value = json.path(key);
    if (!isAbsent(value) && !value.isEmpty()) {
      throw new IllegalArgumentException("%s is not supported: %s".formatted(key, wayOut));
    }
  }

  /** Sizes by the names that most families use. */
  int heads(int hidden, String key) {
    int heads = size(key);
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "hidden_size %d is no multiple of %s %d".formatted(hidden, key, heads));
    }
    return heads;
  }

  /**
   * @param first the position of a window's first sub-word
   */
  int window(int positions, int first) {
    if (positions - first < 3) {
      throw new IllegalArgumentException(
          "max_position_embeddings %d leaves room for %d sub-words; Winnow needs 3, two of them special"
              .formatted(positions, Math.max(0, positions - first)));
    }
    return positions - first;
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
