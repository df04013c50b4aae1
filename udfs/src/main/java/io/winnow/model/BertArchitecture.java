package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * BERT (Devlin et al. 2019, arXiv 1810.04805), post-norm, absolute positions, and a linear head on
 * each word's first sub-word. Query, key and value are one matrix product.
 */
final class BertArchitecture implements Architecture {

  private static final String PREFIX = "bert.";
  private static final String HEAD = "classifier";
  private static final String LAYER = "encoder_layer_";

  private static final List<String> WEIGHT_AND_BIAS = List.of("weight", "bias");
  private static final List<String> QUERY_KEY_VALUE = List.of("query", "key", "value");

  @Override
  public String modelType() {
    return "bert";
  }

  @Override
  public String tokenClassifierClass() {
    return "BertForTokenClassification";
  }

  @Override
  public String bareName(String checkpointName) {
    String bare =
        checkpointName.startsWith(PREFIX)
            ? checkpointName.substring(PREFIX.length())
            : checkpointName;
    // The names that checkpoints converted from TensorFlow still have.
    return bare.replace("LayerNorm.gamma", "LayerNorm.weight")
        .replace("LayerNorm.beta", "LayerNorm.bias");
  }

  @Override
  public String checkpointName(String bareName) {
    return bareName.startsWith(HEAD + ".") ? bareName : PREFIX + bareName;
  }

  @Override
  public void check(Path configFile, JsonNode json) {
    need(configFile, json, "hidden_act", "gelu", Activation.names());
    need(configFile, json, "position_embedding_type", "absolute", Set.of("absolute"));
    need(configFile, json, "is_decoder", "false", Set.of("false"));
  }

  private static void need(
      Path file, JsonNode json, String key, String usual, Set<String> supported) {
    String value = json.path(key).asText(usual);
    if (!supported.contains(value)) {
      throw new InvalidModelException(
          "%s: %s '%s' is not supported; supported: %s"
              .formatted(file, key, value, String.join(", ", supported)));
    }
  }

  @Override
  public Map<String, List<Long>> shapes(EncoderConfig config, int tags) {
    long hidden = config.hidden();
    long inner = config.intermediate();
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    shapes.put("embeddings.word_embeddings.weight", List.of((long) config.vocabulary(), hidden));
    shapes.put(
        "embeddings.position_embeddings.weight", List.of((long) config.maxPositions(), hidden));
    shapes.put(
        "embeddings.token_type_embeddings.weight", List.of((long) config.tokenTypes(), hidden));
    norm(shapes, "embeddings.LayerNorm", hidden);
    for (int layer = 0; layer < config.layers(); layer++) {
      String prefix = "encoder.layer." + layer + ".";
      for (String part : QUERY_KEY_VALUE) {
        linear(shapes, prefix + "attention.self." + part, hidden, hidden);
      }
      linear(shapes, prefix + "attention.output.dense", hidden, hidden);
      norm(shapes, prefix + "attention.output.LayerNorm", hidden);
      linear(shapes, prefix + "intermediate.dense", inner, hidden);
      linear(shapes, prefix + "output.dense", hidden, inner);
      norm(shapes, prefix + "output.LayerNorm", hidden);
    }
    linear(shapes, HEAD, tags, hidden);
    return shapes;
  }

  @Override
  public Map<String, List<String>> attributes(EncoderConfig config) {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    for (String name : shapes(config, 1).keySet()) {
      if (name.contains(".self.query.")) {
        List<String> parts = new ArrayList<>();
        QUERY_KEY_VALUE.forEach(part -> parts.add(name.replace(".query.", "." + part + ".")));
        attributes.put(attribute(name.replace(".query.", ".qkv.")), parts);
      } else if (!name.contains(".self.")) {
        attributes.put(attribute(name), List.of(name));
      }
    }
    return attributes;
  }

  @Override
  public int depth(EncoderConfig config, String attribute) {
    if (attribute.startsWith(HEAD + "_")) {
      return config.layers() + 1;
    }
    if (!attribute.startsWith(LAYER)) {
      return 0;
    }
    String number = attribute.substring(LAYER.length());
    return 1 + Integer.parseInt(number.substring(0, number.indexOf('_')));
  }

  /** The head's are none: rounded to bfloat16, logits alone would reorder sentences. */
  @Override
  public Set<String> factors(EncoderConfig config) {
    return attributes(config).keySet().stream()
        .filter(name -> name.contains("_dense_") || name.contains("_qkv_"))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String source(EncoderConfig config, Compute compute) {
    return new BertSource(config, compute).write(attributes(config).keySet());
  }

  private static void linear(Map<String, List<Long>> shapes, String name, long out, long in) {
    shapes.put(name + ".weight", List.of(out, in));
    shapes.put(name + ".bias", List.of(out));
  }

  private static void norm(Map<String, List<Long>> shapes, String name, long size) {
    WEIGHT_AND_BIAS.forEach(part -> shapes.put(name + "." + part, List.of(size)));
  }

  /** TorchScript's attribute names hold no dots. */
  private static String attribute(String bareName) {
    return bareName.replace('.', '_');
  }
}
