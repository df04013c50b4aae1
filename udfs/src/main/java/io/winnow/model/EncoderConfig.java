package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.model.files.InvalidModelException;
import java.nio.file.Path;

/**
 * The sizes of a transformer encoder, as {@code config.json} gives them.
 *
 * @param heads attention heads; divides {@code hidden}
 * @param intermediate width of the feed-forward layer
 * @param maxPositions longest input in sub-words, special tokens included
 * @param tokenTypes segment embeddings; Winnow uses the first
 * @param layerNormEpsilon added to the variance in layer norms
 * @param activation the feed-forward layer's activation, by HuggingFace's name
 * @param dropout share of hidden values dropped in training
 */
public record EncoderConfig(
    int hidden,
    int layers,
    int heads,
    int intermediate,
    int maxPositions,
    int vocabulary,
    int tokenTypes,
    double layerNormEpsilon,
    String activation,
    double dropout) {

  static EncoderConfig read(Path file, JsonNode json) {
    EncoderConfig config =
        new EncoderConfig(
            size(file, json, "hidden_size"),
            size(file, json, "num_hidden_layers"),
            size(file, json, "num_attention_heads"),
            size(file, json, "intermediate_size"),
            size(file, json, "max_position_embeddings"),
            size(file, json, "vocab_size"),
            size(file, json, "type_vocab_size"),
            json.path("layer_norm_eps").asDouble(1e-12),
            json.path("hidden_act").asText("gelu"),
            json.path("hidden_dropout_prob").asDouble(0.1));
    if (config.hidden % config.heads != 0) {
      throw new InvalidModelException(
          "%s: hidden_size %d is no multiple of num_attention_heads %d"
              .formatted(file, config.hidden, config.heads));
    }
    return config;
  }

  int headSize() {
    return hidden / heads;
  }

  /** Places that dropout drops at: the embeddings, two in each layer, before the head. */
  int dropoutSites() {
    return 2 * layers + 2;
  }

  private static int size(Path file, JsonNode json, String key) {
    JsonNode value = json.path(key);
    if (!value.canConvertToInt() || value.asInt() <= 0) {
      throw new InvalidModelException(
          "%s: '%s' is %s; it must be a whole number above 0"
              .formatted(file, key, value.isMissingNode() ? "missing" : value));
    }
    return value.asInt();
  }
}
