package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * BERT (Devlin et al. 2019, arXiv 1810.04805), post-norm, absolute positions, and a linear head on
 * each word's first sub-word. Query, key and value are one matrix product.
 */
final class BertArchitecture implements Architecture {

  private static final String CLASS = "BertTokenClassifier";
  private static final String PREFIX = "bert.";
  private static final String HEAD = "classifier";

  /** TorchScript by {@code hidden_act}. */
  private static final Map<String, String> ACTIVATIONS =
      Map.of(
          "gelu", "torch.gelu(%s)",
          "gelu_new", "torch.gelu(%s, approximate=\"tanh\")",
          "gelu_pytorch_tanh", "torch.gelu(%s, approximate=\"tanh\")",
          "relu", "torch.relu(%s)");

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
  public String className() {
    return CLASS;
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
    need(configFile, json, "hidden_act", "gelu", new TreeSet<>(ACTIVATIONS.keySet()));
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
  public String source(EncoderConfig config, Compute compute) {
    StringBuilder out = new StringBuilder("class " + CLASS + "(Module):\n");
    out.append("  __parameters__ = [");
    attributes(config).keySet().forEach(name -> out.append('"').append(name).append("\", "));
    out.append("]\n  __buffers__ = []\n");
    attributes(config).keySet().forEach(name -> out.append("  " + name + " : Tensor\n"));
    out.append(
        """
          training : bool
          _is_full_backward_hook : Optional[bool]
          dropout : float
        """);
    out.append(hidden(config, compute));
    out.append(
        """
          def logits(self: __torch__.%1$s,
            ids: Tensor,
            mask: Tensor,
            firsts: Tensor) -> Tensor:
            states = torch.flatten((self).hidden(ids, mask, ), 0, 1)
            chosen = torch.dropout(torch.index_select(states, 0, firsts), self.dropout, self.training)
            return torch.to(torch.linear(chosen, self.classifier_weight, self.classifier_bias), 6)
          def forward(self: __torch__.%1$s,
            ids: Tensor,
            mask: Tensor,
            firsts: Tensor) -> Tensor:
            return torch.log_softmax((self).logits(ids, mask, firsts, ), -1)
          def loss(self: __torch__.%1$s,
            ids: Tensor,
            mask: Tensor,
            firsts: Tensor,
            labels: Tensor) -> Tensor:
            return torch.cross_entropy_loss((self).logits(ids, mask, firsts, ), labels)
        """
            .formatted(CLASS));
    return out.append(OptimizerSource.method(CLASS)).toString();
  }

  /** The encoder: embeddings, then the layers; pad sub-words are attended to by none. */
  private static String hidden(EncoderConfig config, Compute compute) {
    Lines lines = new Lines(config, compute);
    lines.add("training = self.training");
    lines.add("b = torch.size(ids, 0)");
    lines.add("s = torch.size(ids, 1)");
    lines.add("words = torch.embedding(self.embeddings_word_embeddings_weight, ids)");
    lines.add("places = torch.slice(self.embeddings_position_embeddings_weight, 0, 0, s)");
    lines.add("segment = torch.select(self.embeddings_token_type_embeddings_weight, 0, 0)");
    lines.add("summed = torch.add(torch.add(words, places), segment)");
    lines.add("x = " + lines.norm("summed", "embeddings_LayerNorm"));
    lines.add("x = torch.dropout(x, self.dropout, training)");
    lines.add("attended = torch.unsqueeze(torch.unsqueeze(torch.ne(mask, 0), 1), 1)");
    lines.add("if training:");
    lines.add("  dropped = self.dropout");
    lines.add("else:");
    lines.add("  dropped = 0.");
    for (int layer = 0; layer < config.layers(); layer++) {
      lines.layer("encoder_layer_" + layer + "_");
    }
    lines.add("return x");
    return "  def hidden(self: __torch__.%s,\n    ids: Tensor,\n    mask: Tensor) -> Tensor:\n%s"
        .formatted(CLASS, lines);
  }

  private static final class Lines {
    private final StringBuilder out = new StringBuilder();
    private final EncoderConfig config;
    private final Compute compute;

    Lines(EncoderConfig config, Compute compute) {
      this.config = config;
      this.compute = compute;
    }

    void add(String line) {
      out.append("    ").append(line).append('\n');
    }

    void layer(String prefix) {
      int heads = config.heads();
      add(
          "split = torch.view(%s, [b, s, 3, %s, %s])"
              .formatted(linear("x", prefix + "attention_self_qkv"), heads, config.headSize()));
      add("qkv = torch.permute(split, [2, 0, 3, 1, 4])");
      add("q = torch.select(qkv, 0, 0)");
      add("k = torch.select(qkv, 0, 1)");
      add("v = torch.select(qkv, 0, 2)");
      add("context = torch.scaled_dot_product_attention(q, k, v, attended, dropped)");
      add(
          "c = torch.reshape(torch.transpose(context, 1, 2), [b, s, %s])"
              .formatted(config.hidden()));
      residual("c", prefix + "attention_output");
      add("f = " + activation(linear("x", prefix + "intermediate_dense")));
      residual("f", prefix + "output");
    }

    private void residual(String from, String block) {
      add(
          from
              + " = torch.dropout("
              + linear(from, block + "_dense")
              + ", self.dropout, training)");
      add("sum = torch.add(x, " + (compute == Compute.BF16_PRODUCTS ? single(from) : from) + ")");
      add("x = " + norm("sum", block + "_LayerNorm"));
    }

    private String linear(String input, String name) {
      String weight = "self." + name + "_weight";
      String bias = "self." + name + "_bias";
      return compute == Compute.BF16_PRODUCTS
          ? "torch.linear(torch.to(%s, 15), torch.to(%s, 15), torch.to(%s, 15))"
              .formatted(input, weight, bias)
          : "torch.linear(%s, %s, %s)".formatted(input, weight, bias);
    }

    String norm(String input, String name) {
      return "torch.layer_norm(%s, [%s], self.%s_weight, self.%s_bias, %s)"
          .formatted(input, config.hidden(), name, name, config.layerNormEpsilon());
    }

    private String activation(String input) {
      return ACTIVATIONS.get(config.activation()).formatted(input);
    }

    private static String single(String input) {
      return "torch.to(" + input + ", 6)";
    }

    @Override
    public String toString() {
      return out.toString();
    }
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
