package io.winnow.bench;

import java.util.List;
import java.util.Map;

/**
 * The graph of ModernBERT, operator by operator as transformers computes it on a processor and
 * {@code torch.onnx} writes it down.
 *
 * @param reach places between two sub-words that attend to each other in a local layer
 */
record ModernBertOnnx(OnnxGraph graph, int layers, int heads, int size, int inner, int reach) {

  private static final double EPSILON = 1e-5;
  private static final int GLOBAL_EVERY = 3;
  private static final double LOCAL_BASE = 10_000;
  private static final double GLOBAL_BASE = 160_000;

  /** What the classifier takes. */
  String states(String ids, String mask) {
    String x = graph.node("Gather", graph.weight("embeddings.tok_embeddings.weight"), ids);
    x = norm(x, "embeddings.norm");
    String places = graph.places(graph.size(ids, 1));
    String ignored = graph.node("Not", graph.cast(graph.unsqueezed(mask, 1, 2), OnnxGraph.BOOL));
    String global = graph.node("Where", ignored, graph.number(-Float.MAX_VALUE), graph.number(0));
    String distances =
        graph.node(
            "Abs", graph.node("Sub", graph.unsqueezed(places, 0), graph.unsqueezed(places, 1)));
    String isFar = graph.node("Greater", distances, graph.scalar(reach));
    String local =
        graph.node("Where", graph.unsqueezed(isFar, 0, 1), graph.number(-Float.MAX_VALUE), global);
    for (int layer = 0; layer < layers; layer++) {
      boolean isGlobal = layer % GLOBAL_EVERY == 0;
      String prefix = "layers." + layer + ".";
      String normed = layer == 0 ? x : norm(x, prefix + "attn_norm");
      String context =
          attention(
              graph.linear(normed, prefix + "attn.Wqkv", false),
              places,
              isGlobal ? GLOBAL_BASE : LOCAL_BASE,
              isGlobal ? global : local);
      x = graph.node("Add", x, graph.linear(context, prefix + "attn.Wo", false));
      String both = graph.linear(norm(x, prefix + "mlp_norm"), prefix + "mlp.Wi", false);
      String gated =
          graph.node("Mul", graph.gelu(slice(both, 0, inner)), slice(both, inner, 2L * inner));
      x = graph.node("Add", x, graph.linear(gated, prefix + "mlp.Wo", false));
    }
    x = norm(x, "final_norm");
    return norm(graph.gelu(graph.linear(x, "head.dense", false)), "head.norm");
  }

  private String attention(String qkv, String places, double base, String mask) {
    String split = graph.transposed(graph.shaped(qkv, 0, 0, 3, heads, size), 2, 0, 3, 1, 4);
    String angles =
        graph.node(
            "Mul", graph.unsqueezed(graph.cast(places, OnnxGraph.FLOAT), 1), frequencies(base));
    String turns = graph.node("Concat", Map.of("axis", -1), angles, angles);
    String cos = graph.node("Cos", turns);
    String sin = graph.node("Sin", turns);
    String query = turned(part(split, 0), cos, sin);
    String key = turned(part(split, 1), cos, sin);
    String scores =
        graph.node(
            "Mul",
            graph.node("MatMul", query, graph.transposed(key, 0, 1, 3, 2)),
            graph.number(1 / Math.sqrt(size)));
    String shares = graph.node("Softmax", Map.of("axis", -1), graph.node("Add", scores, mask));
    String context = graph.node("MatMul", shares, part(split, 2));
    return graph.shaped(graph.transposed(context, 0, 2, 1, 3), 0, 0, (long) heads * size);
  }

  private String part(String split, int part) {
    return graph.node("Gather", Map.of("axis", 0), split, graph.scalar(part));
  }

  private String frequencies(double base) {
    List<String> numbers = new java.util.ArrayList<>();
    for (int i = 0; i < size; i += 2) {
      numbers.add(graph.unsqueezed(graph.number(Math.pow(base, -(double) i / size)), 0));
    }
    return graph.unsqueezed(
        graph.node("Concat", Map.of("axis", 0), numbers.toArray(String[]::new)), 0);
  }

  private String turned(String x, String cos, String sin) {
    String other =
        graph.node(
            "Concat",
            Map.of("axis", -1),
            graph.node("Neg", slice(x, size / 2, size)),
            slice(x, 0, size / 2));
    return graph.node("Add", graph.node("Mul", x, cos), graph.node("Mul", other, sin));
  }

  private String slice(String x, long from, long to) {
    return graph.node("Slice", x, graph.whole(from), graph.whole(to), graph.whole(-1));
  }

  private String norm(String x, String name) {
    return graph.norm(x, name, EPSILON, false);
  }
}
