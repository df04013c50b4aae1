package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * BERT (Devlin et al. 2019, arXiv 1810.04805), post-norm, absolute positions, and a linear head on
 * each word's first sub-word. Query, key and value are one matrix product.
 */
final class BertArchitecture extends Architecture {

  private static final List<String> QUERY_KEY_VALUE = List.of("query", "key", "value");

  @Override
  String modelType() {
    return "bert";
  }

  @Override
  String tokenClassifierClass() {
    return "BertForTokenClassification";
  }

  @Override
  String prefix() {
    return "bert.";
  }

  @Override
  String bareName(String checkpointName) {
    // The names that checkpoints converted from TensorFlow still have.
    return super.bareName(checkpointName)
        .replace("LayerNorm.gamma", "LayerNorm.weight")
        .replace("LayerNorm.beta", "LayerNorm.bias");
  }

  @Override
  void check(Path configFile, JsonNode json) {
    need(configFile, json, "hidden_act", "gelu", Activation.names());
    need(configFile, json, "position_embedding_type", "absolute", Set.of("absolute"));
    need(configFile, json, "is_decoder", "false", Set.of("false"));
  }

  @Override
  Map<String, List<Long>> shapes(EncoderConfig config, int tags) {
    long hidden = config.hidden();
    long inner = config.intermediate();
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    String embeddings = "embeddings.%s_embeddings.weight";
    shapes.put(embeddings.formatted("word"), List.of((long) config.vocabulary(), hidden));
    shapes.put(embeddings.formatted("position"), List.of((long) config.maxPositions(), hidden));
    shapes.put(embeddings.formatted("token_type"), List.of((long) config.tokenTypes(), hidden));
    part(shapes, "embeddings.LayerNorm", hidden);
    for (int layer = 0; layer < config.layers(); layer++) {
      String prefix = "encoder.layer." + layer + ".";
      for (String part : QUERY_KEY_VALUE) {
        part(shapes, prefix + "attention.self." + part, hidden, hidden);
      }
      part(shapes, prefix + "attention.output.dense", hidden, hidden);
      part(shapes, prefix + "attention.output.LayerNorm", hidden);
      part(shapes, prefix + "intermediate.dense", inner, hidden);
      part(shapes, prefix + "output.dense", hidden, inner);
      part(shapes, prefix + "output.LayerNorm", hidden);
    }
    part(shapes, Head.NAME, tags, hidden);
    return shapes;
  }

  private static void part(Map<String, List<Long>> shapes, String name, long... weight) {
    shapes.put(name + ".weight", Arrays.stream(weight).boxed().toList());
    shapes.put(name + ".bias", List.of(weight[0]));
  }

  /** TorchScript's attribute names hold no dots. */
  @Override
  Map<String, List<String>> attributes(EncoderConfig config) {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    for (String name : shapes(config, 1).keySet()) {
      if (name.contains(".self.query.")) {
        attributes.put(
            name.replace(".query.", ".qkv.").replace('.', '_'),
            QUERY_KEY_VALUE.stream().map(part -> name.replace("query", part)).toList());
      } else if (!name.contains(".self.")) {
        attributes.put(name.replace('.', '_'), List.of(name));
      }
    }
    return attributes;
  }

  @Override
  boolean isFactor(String attribute) {
    return attribute.contains("_dense_") || attribute.contains("_qkv_");
  }

  @Override
  void embed(EncoderSource source) {
    source.add(
        """
        words = torch.embedding(self.embeddings_word_embeddings_weight, ids)
        s = torch.size(ids, 1)
        places = torch.slice(self.embeddings_position_embeddings_weight, 0, 0, s)
        segment = torch.select(self.embeddings_token_type_embeddings_weight, 0, 0)
        summed = torch.add(torch.add(words, places), segment)
        """);
    source.add("return " + source.norm("summed", "embeddings_LayerNorm"));
  }

  @Override
  void layer(
      EncoderSource source, int layer, EncoderSource.Dropping dropping, EncoderSource.Rows rows) {
    String prefix = "encoder_layer_" + layer + "_";
    EncoderConfig config = source.config();
    source.add(
        """
        split = torch.view(%s, [b, s, 3, %d, %d])
        qkv = torch.permute(split, [2, 0, 3, 1, 4])
        q = torch.select(qkv, 0, 0)
        k = torch.select(qkv, 0, 1)
        v = torch.select(qkv, 0, 2)
        context = torch.scaled_dot_product_attention(q, k, v, attended, dropped)
        c = torch.reshape(torch.transpose(context, 1, 2), [b, s, %d])
        """
            .formatted(
                source.linear("x", prefix + "attention_self_qkv"),
                config.heads(),
                config.headSize(),
                config.hidden()));
    if (rows == EncoderSource.Rows.CHOSEN) {
      source.add("c = torch.index_select(torch.flatten(c, 0, 1), 0, firsts)");
      source.add("x = torch.index_select(torch.flatten(x, 0, 1), 0, firsts)");
    }
    String block = prefix + "attention_output";
    source.residual("c", block + "_dense", block + "_LayerNorm", dropping, 2 * layer + 1);
    source.add("f = " + source.activated("x", prefix + "intermediate_dense"));
    source.residual(
        "f", prefix + "output_dense", prefix + "output_LayerNorm", dropping, 2 * layer + 2);
  }
}
