package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.model.files.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * RoBERTa, MPNet, DeBERTa v2, ModernBERT and ALBERT by their papers' formulas, one sentence at a
 * time, in double precision and plain loops: for the variants that no fixture has.
 */
final class ReferenceEncoder {

  private final JsonNode config;
  private final Map<String, double[]> weights = new LinkedHashMap<>();
  private final int hidden;
  private final int heads;
  private final int size;
  private final double epsilon;

  /**
   * @param tensors by bare name
   */
  ReferenceEncoder(JsonNode config, Map<String, Tensor> tensors) {
    this.config = config;
    this.hidden = config.path("hidden_size").asInt();
    this.heads = config.path("num_attention_heads").asInt();
    this.size = hidden / heads;
    this.epsilon = config.path(isModern() ? "norm_eps" : "layer_norm_eps").asDouble();
    tensors.forEach((name, tensor) -> weights.put(name, ReferenceBert.doubles(tensor)));
  }

  private boolean isModern() {
    return config.path("model_type").asText().equals("modernbert");
  }

  /**
   * @param ids special tokens included
   * @return [ids, hidden]
   */
  double[][] states(int[] ids) {
    return switch (config.path("model_type").asText()) {
      case "deberta-v2" -> deberta(ids);
      case "modernbert" -> modern(ids);
      case "roberta", "mpnet" -> counted(ids);
      default -> albert(ids);
    };
  }

  private double[][] albert(int[] ids) {
    double[][] x = embedded(ids, "embeddings.", config.path("embedding_size").asInt());
    norm(x, "embeddings.LayerNorm");
    x = linear(x, "encoder.embedding_hidden_mapping_in");
    int steps = config.path("num_hidden_layers").asInt();
    for (int step = 0; step < steps; step++) {
      int group = (int) (step / ((double) steps / config.path("num_hidden_groups").asInt()));
      for (int inner = 0; inner < config.path("inner_group_num").asInt(); inner++) {
        String prefix = "encoder.albert_layer_groups." + group + ".albert_layers." + inner + ".";
        String attention = prefix + "attention.";
        double[][] q = linear(x, attention + "query");
        double[][] k = linear(x, attention + "key");
        double[][] mixed =
            mixed(
                linear(x, attention + "value"),
                (head, i, j) -> dot(q[i], k[j], head) / Math.sqrt(size));
        x = sum(x, linear(mixed, attention + "dense"));
        norm(x, attention + "LayerNorm");
        double[][] fed = linear(x, prefix + "ffn");
        apply(fed, ReferenceEncoder::geluNew);
        x = sum(x, linear(fed, prefix + "ffn_output"));
        norm(x, prefix + "full_layer_layer_norm");
      }
    }
    return x;
  }

  /** BERT's layers; places count from the row behind padding's, and padding has that row. */
  private double[][] counted(int[] ids) {
    boolean isMpnet = config.path("model_type").asText().equals("mpnet");
    int padding = isMpnet ? 1 : config.path("pad_token_id").asInt();
    double[][] x = looked("embeddings.word_embeddings.weight", ids, hidden);
    double[] places = weights.get("embeddings.position_embeddings.weight");
    double[] segments = weights.get("embeddings.token_type_embeddings.weight");
    int before = 0;
    for (int i = 0; i < ids.length; i++) {
      int place = ids[i] == padding ? padding : padding + ++before;
      for (int h = 0; h < hidden; h++) {
        x[i][h] += places[place * hidden + h] + (segments == null ? 0 : segments[h]);
      }
    }
    norm(x, "embeddings.LayerNorm");
    for (int layer = 0; layer < config.path("num_hidden_layers").asInt(); layer++) {
      String prefix = "encoder.layer." + layer + ".";
      String self = prefix + (isMpnet ? "attention.attn." : "attention.self.");
      double[][] q = linear(x, self + (isMpnet ? "q" : "query"));
      double[][] k = linear(x, self + (isMpnet ? "k" : "key"));
      double[] bias = weights.get("encoder.relative_attention_bias.weight");
      double[][] mixed =
          mixed(
              linear(x, self + (isMpnet ? "v" : "value")),
              (head, i, j) ->
                  dot(q[i], k[j], head) / Math.sqrt(size)
                      + (isMpnet ? bias[octave(i - j) * heads + head] : 0));
      String output = isMpnet ? "attention.attn.o" : "attention.output.dense";
      x = sum(x, linear(mixed, prefix + output));
      norm(x, prefix + (isMpnet ? "attention.LayerNorm" : "attention.output.LayerNorm"));
      double[][] fed = linear(x, prefix + "intermediate.dense");
      apply(fed, activation());
      x = sum(x, linear(fed, prefix + "output.dense"));
      norm(x, prefix + "output.LayerNorm");
    }
    return x;
  }

  private DoubleUnaryOperator activation() {
    return switch (config.path("hidden_act").asText()) {
      case "gelu_10" -> x -> Math.max(-10, Math.min(10, gelu(x)));
      case "leaky_relu" -> x -> x > 0 ? x : 0.01 * x;
      case "laplace" ->
          x -> (1 + ReferenceBert.erf((x - 0.707107) / (0.282095 * Math.sqrt(2)))) / 2;
      default -> ReferenceEncoder::gelu;
    };
  }

  /** The bucket of a distance to what stands before (positive) or after. */
  private int octave(int distance) {
    int side = config.path("relative_attention_num_buckets").asInt() / 2;
    int exact = side / 2;
    int far = Math.abs(distance);
    double wide = exact + Math.log((double) far / exact) / Math.log(128.0 / exact) * (side - exact);
    int bucket = far < exact ? far : Math.min(side - 1, (int) wide);
    return distance < 0 ? side + bucket : bucket;
  }

  private double[][] deberta(int[] ids) {
    int width = config.path("embedding_size").asInt(hidden);
    double[][] x = embedded(ids, "embeddings.", width);
    if (width != hidden) {
      x = linear(x, "embeddings.embed_proj");
    }
    norm(x, "embeddings.LayerNorm");
    double[][] first = x;
    for (int layer = 0; layer < config.path("num_hidden_layers").asInt(); layer++) {
      String prefix = "encoder.layer." + layer + ".";
      String self = prefix + "attention.self.";
      double[][] q = linear(x, self + "query_proj");
      double[][] k = linear(x, self + "key_proj");
      Scorer scorer = scorer(q, k, self);
      double[][] mixed = mixed(linear(x, self + "value_proj"), scorer);
      x = sum(x, linear(mixed, prefix + "attention.output.dense"));
      norm(x, prefix + "attention.output.LayerNorm");
      double[][] fed = linear(x, prefix + "intermediate.dense");
      apply(fed, ReferenceEncoder::gelu);
      x = sum(x, linear(fed, prefix + "output.dense"));
      norm(x, prefix + "output.LayerNorm");
      if (layer == 0 && config.path("conv_kernel_size").asInt() > 0) {
        x = sum(x, convolved(first));
        norm(x, "encoder.conv.LayerNorm");
      }
    }
    return x;
  }

  /** Content to content, to distances and from distances; over the root of the terms' size. */
  private Scorer scorer(double[][] q, double[][] k, String self) {
    String kinds = config.path("pos_att_type").toString();
    boolean isC2p = kinds.contains("c2p");
    boolean isP2c = kinds.contains("p2c");
    boolean isShared = config.path("share_att_key").asBoolean();
    int farthest = config.path("max_relative_positions").asInt(-1);
    int most = farthest < 1 ? config.path("max_position_embeddings").asInt() : farthest;
    int buckets = config.path("position_buckets").asInt(-1);
    int span = buckets > 0 ? buckets : most;
    double[][] distances = rows(weights.get("encoder.rel_embeddings.weight"), hidden);
    if (config.path("norm_rel_ebd").asText().contains("layer_norm")) {
      norm(distances, "encoder.LayerNorm");
    }
    double[][] keys =
        isC2p ? linear(distances, self + (isShared ? "key_proj" : "pos_key_proj")) : null;
    double[][] queries =
        isP2c ? linear(distances, self + (isShared ? "query_proj" : "pos_query_proj")) : null;
    double scale = Math.sqrt(size * (1.0 + (isC2p ? 1 : 0) + (isP2c ? 1 : 0)));
    return (head, i, j) -> {
      int distance = buckets > 0 ? bucket(i - j, buckets, most) : i - j;
      int at = Math.max(0, Math.min(2 * span - 1, distance + span));
      double score = dot(q[i], k[j], head);
      score += isC2p ? dot(q[i], keys[at], head) : 0;
      score += isP2c ? dot(k[j], queries[at], head) : 0;
      return score / scale;
    };
  }

  private static int bucket(int distance, int buckets, int most) {
    int middle = buckets / 2;
    int far = Math.abs(distance);
    if (far <= middle) {
      return distance;
    }
    double wide = Math.log((double) far / middle) / Math.log((most - 1.0) / middle);
    return Integer.signum(distance) * ((int) Math.ceil(wide * (middle - 1)) + middle);
  }

  private double[][] convolved(double[][] x) {
    int width = config.path("conv_kernel_size").asInt();
    int groups = config.path("conv_groups").asInt(1);
    int each = hidden / groups;
    double[] kernel = weights.get("encoder.conv.conv.weight");
    double[] bias = weights.get("encoder.conv.conv.bias");
    double[][] out = new double[x.length][hidden];
    for (int i = 0; i < x.length; i++) {
      for (int o = 0; o < hidden; o++) {
        double sum = bias[o];
        for (int w = 0; w < width; w++) {
          int at = i + w - (width - 1) / 2;
          for (int h = 0; at >= 0 && at < x.length && h < each; h++) {
            sum += kernel[(o * each + h) * width + w] * x[at][o / each * each + h];
          }
        }
        out[i][o] = Math.tanh(sum);
      }
    }
    return out;
  }

  private double[][] modern(int[] ids) {
    double[][] x = looked("embeddings.tok_embeddings.weight", ids, hidden);
    norm(x, "embeddings.norm");
    int inner = config.path("intermediate_size").asInt();
    for (int layer = 0; layer < config.path("num_hidden_layers").asInt(); layer++) {
      String prefix = "layers." + layer + ".";
      double[][] n = copy(x);
      if (layer > 0) {
        norm(n, prefix + "attn_norm");
      }
      double[][] qkv = linear(n, prefix + "attn.Wqkv");
      boolean isLocal =
          config.has("layer_types")
              ? config.path("layer_types").path(layer).asText().startsWith("sliding")
              : layer % config.path("global_attn_every_n_layers").asInt() != 0;
      String key =
          isLocal && !config.path("local_rope_theta").isNull()
              ? "local_rope_theta"
              : "global_rope_theta";
      double base = config.path(key).asDouble();
      int reach = isLocal ? config.path("local_attention").asInt() / 2 : ids.length;
      double[][] q = turned(part(qkv, 0), base);
      double[][] k = turned(part(qkv, 1), base);
      double[][] mixed =
          mixed(
              part(qkv, 2),
              (head, i, j) ->
                  Math.abs(i - j) > reach
                      ? Double.NEGATIVE_INFINITY
                      : dot(q[i], k[j], head) / Math.sqrt(size));
      x = sum(x, linear(mixed, prefix + "attn.Wo"));
      n = copy(x);
      norm(n, prefix + "mlp_norm");
      double[][] both = linear(n, prefix + "mlp.Wi");
      double[][] gated = new double[both.length][inner];
      for (int i = 0; i < both.length; i++) {
        for (int h = 0; h < inner; h++) {
          gated[i][h] = gelu(both[i][h]) * both[i][inner + h];
        }
      }
      x = sum(x, linear(gated, prefix + "mlp.Wo"));
    }
    norm(x, "final_norm");
    return x;
  }

  /** Each pair of a head's features, half of the head apart, turned by its place. */
  private double[][] turned(double[][] x, double base) {
    double[][] turned = new double[x.length][hidden];
    for (int i = 0; i < x.length; i++) {
      for (int head = 0; head < heads; head++) {
        for (int pair = 0; pair < size / 2; pair++) {
          double angle = i / Math.pow(base, 2.0 * pair / size);
          int a = head * size + pair;
          int b = a + size / 2;
          turned[i][a] = x[i][a] * Math.cos(angle) - x[i][b] * Math.sin(angle);
          turned[i][b] = x[i][b] * Math.cos(angle) + x[i][a] * Math.sin(angle);
        }
      }
    }
    return turned;
  }

  private double[][] part(double[][] qkv, int part) {
    double[][] cut = new double[qkv.length][];
    for (int i = 0; i < cut.length; i++) {
      cut[i] = Arrays.copyOfRange(qkv[i], part * hidden, (part + 1) * hidden);
    }
    return cut;
  }

  private interface Scorer {
    double score(int head, int query, int key);
  }

  private double[][] mixed(double[][] values, Scorer scorer) {
    double[][] mixed = new double[values.length][hidden];
    for (int head = 0; head < heads; head++) {
      for (int i = 0; i < values.length; i++) {
        double[] share = new double[values.length];
        double sum = 0;
        for (int j = 0; j < values.length; j++) {
          share[j] = Math.exp(scorer.score(head, i, j));
          sum += share[j];
        }
        for (int j = 0; j < values.length; j++) {
          for (int h = head * size; h < (head + 1) * size; h++) {
            mixed[i][h] += share[j] / sum * values[j][h];
          }
        }
      }
    }
    return mixed;
  }

  private double dot(double[] a, double[] b, int head) {
    double dot = 0;
    for (int h = head * size; h < (head + 1) * size; h++) {
      dot += a[h] * b[h];
    }
    return dot;
  }

  private double[][] embedded(int[] ids, String prefix, int width) {
    double[][] x = looked(prefix + "word_embeddings.weight", ids, width);
    double[] places = weights.get(prefix + "position_embeddings.weight");
    double[] segments = weights.get(prefix + "token_type_embeddings.weight");
    for (int i = 0; i < ids.length; i++) {
      for (int h = 0; h < width; h++) {
        x[i][h] += places == null ? 0 : places[i * width + h];
        x[i][h] += segments == null ? 0 : segments[h];
      }
    }
    return x;
  }

  private double[][] looked(String table, int[] ids, int width) {
    double[][] x = new double[ids.length][width];
    for (int i = 0; i < ids.length; i++) {
      System.arraycopy(weights.get(table), ids[i] * width, x[i], 0, width);
    }
    return x;
  }

  private double[][] linear(double[][] x, String name) {
    double[] weight = weights.get(name + ".weight");
    double[] bias = weights.get(name + ".bias");
    int in = x[0].length;
    double[][] out = new double[x.length][weight.length / in];
    for (int i = 0; i < x.length; i++) {
      for (int o = 0; o < out[i].length; o++) {
        double sum = bias == null ? 0 : bias[o];
        for (int h = 0; h < in; h++) {
          sum += weight[o * in + h] * x[i][h];
        }
        out[i][o] = sum;
      }
    }
    return out;
  }

  private void norm(double[][] x, String name) {
    double[] weight = weights.get(name + ".weight");
    double[] bias = weights.get(name + ".bias");
    for (double[] row : x) {
      double mean = Arrays.stream(row).average().orElseThrow();
      double variance =
          Arrays.stream(row).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      for (int h = 0; h < row.length; h++) {
        row[h] =
            (row[h] - mean) / Math.sqrt(variance + epsilon) * weight[h]
                + (bias == null ? 0 : bias[h]);
      }
    }
  }

  private static double[][] sum(double[][] a, double[][] b) {
    double[][] sum = copy(a);
    for (int i = 0; i < a.length; i++) {
      for (int h = 0; h < a[i].length; h++) {
        sum[i][h] += b[i][h];
      }
    }
    return sum;
  }

  private static double[][] copy(double[][] x) {
    double[][] copy = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      copy[i] = x[i].clone();
    }
    return copy;
  }

  private static double[][] rows(double[] values, int width) {
    double[][] rows = new double[values.length / width][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }
    return rows;
  }

  private static void apply(double[][] x, DoubleUnaryOperator function) {
    for (double[] row : x) {
      for (int h = 0; h < row.length; h++) {
        row[h] = function.applyAsDouble(row[h]);
      }
    }
  }

  private static double gelu(double x) {
    return x * (1 + ReferenceBert.erf(x / Math.sqrt(2))) / 2;
  }

  private static double geluNew(double x) {
    return x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2;
  }
}
