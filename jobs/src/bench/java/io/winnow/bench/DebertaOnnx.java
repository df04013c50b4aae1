package io.winnow.bench;

import java.util.Map;

/**
 * The graph of DeBERTa v3, operator by operator as its authors' code computes it and {@code
 * torch.onnx} writes it down: all distances' keys and queries, and of their products those that a
 * pair of places needs.
 *
 * @param span buckets on each side
 * @param farthest distance that is told from farther ones
 */
record DebertaOnnx(OnnxGraph graph, int layers, int heads, int size, int span, int farthest) {

  private static final double EPSILON = 1e-7;

  /** The last layer's states. */
  String states(String ids, String mask) {
    String attended = graph.cast(mask, OnnxGraph.FLOAT);
    String x = graph.node("Gather", graph.weight("embeddings.word_embeddings.weight"), ids);
    x = norm(x, "embeddings.LayerNorm");
    x = graph.node("Mul", x, graph.unsqueezed(attended, 2));
    String pairs =
        graph.node("Mul", graph.unsqueezed(attended, 1, 2), graph.unsqueezed(attended, 1, 3));
    String ignored = graph.node("Not", graph.cast(pairs, OnnxGraph.BOOL));
    String distances = buckets(graph.size(ids, 1));
    String rows = norm(graph.weight("encoder.rel_embeddings.weight"), "encoder.LayerNorm");
    for (int layer = 0; layer < layers; layer++) {
      String prefix = "encoder.layer." + layer + ".";
      String context = attention(x, prefix + "attention.self.", rows, distances, ignored);
      x = sum(linear(context, prefix + "attention.output.dense"), x, prefix + "attention.output");
      String inner = graph.gelu(linear(x, prefix + "intermediate.dense"));
      x = sum(linear(inner, prefix + "output.dense"), x, prefix + "output");
    }
    return x;
  }

  /** {@code make_log_bucket_position}, [1, s, s]. */
  private String buckets(String length) {
    String places = graph.places(length);
    String distances = graph.node("Sub", graph.unsqueezed(places, 1), graph.unsqueezed(places, 0));
    int middle = span / 2;
    String mid = graph.scalar(middle);
    String isNear =
        graph.node(
            "And",
            graph.node("Less", distances, mid),
            graph.node("Greater", distances, graph.scalar(-middle)));
    String far =
        graph.node("Where", isNear, graph.scalar(middle - 1), graph.node("Abs", distances));
    String log =
        graph.node(
            "Log", graph.node("Div", graph.cast(far, OnnxGraph.FLOAT), graph.number(middle)));
    String widest = graph.number(Math.log((farthest - 1) / (double) middle));
    String wide =
        graph.node(
            "Ceil", graph.node("Mul", graph.node("Div", log, widest), graph.number(middle - 1)));
    wide = graph.node("Add", wide, graph.number(middle));
    wide = graph.node("Mul", wide, graph.cast(graph.node("Sign", distances), OnnxGraph.FLOAT));
    String bucket =
        graph.node(
            "Where",
            graph.node("LessOrEqual", far, mid),
            graph.cast(distances, OnnxGraph.FLOAT),
            wide);
    return graph.unsqueezed(graph.cast(bucket, OnnxGraph.INT), 0);
  }

  private String attention(String x, String prefix, String rows, String distances, String ignored) {
    String query = split(linear(x, prefix + "query_proj"));
    String key = split(linear(x, prefix + "key_proj"));
    String value = split(linear(x, prefix + "value_proj"));
    String scale = graph.number(Math.sqrt(3.0 * size));
    String batch = graph.size(x, 0);
    String length = graph.size(x, 1);
    String scores =
        graph.node("MatMul", query, graph.node("Div", graph.transposed(key, 0, 2, 1), scale));
    String expanded = graph.row(graph.node("Mul", batch, graph.scalar(heads)), length, length);
    String keys = repeated(linear(rows, prefix + "key_proj"), batch);
    String toDistances = graph.node("MatMul", query, graph.transposed(keys, 0, 2, 1));
    String c2p =
        graph.node(
            "GatherElements",
            Map.of("axis", -1),
            toDistances,
            graph.node("Expand", clamped(distances), expanded));
    scores = graph.node("Add", scores, graph.node("Div", c2p, scale));
    String queries = repeated(linear(rows, prefix + "query_proj"), batch);
    String fromDistances = graph.node("MatMul", key, graph.transposed(queries, 0, 2, 1));
    String p2c =
        graph.transposed(
            graph.node(
                "GatherElements",
                Map.of("axis", -1),
                fromDistances,
                graph.node("Expand", clamped(graph.node("Neg", distances)), expanded)),
            0,
            2,
            1);
    scores = graph.node("Add", scores, graph.node("Div", p2c, scale));
    String split =
        graph.node("Reshape", scores, graph.row(batch, graph.scalar(heads), length, length));
    String masked = graph.node("Where", ignored, graph.number(-Float.MAX_VALUE), split);
    String shares = graph.node("Softmax", Map.of("axis", -1), masked);
    String context = graph.node("MatMul", graph.node("Reshape", shares, expanded), value);
    String joined =
        graph.transposed(
            graph.node(
                "Reshape",
                context,
                graph.row(batch, graph.scalar(heads), length, graph.scalar(size))),
            0,
            2,
            1,
            3);
    return graph.shaped(joined, 0, 0, (long) heads * size);
  }

  private String clamped(String distances) {
    return graph.node(
        "Clip",
        graph.node("Add", distances, graph.scalar(span)),
        graph.scalar(0),
        graph.scalar(2L * span - 1));
  }

  /** From [b, s, heads x size] to [b x heads, s, size]. */
  private String split(String x) {
    String parts = graph.transposed(graph.shaped(x, 0, 0, heads, size), 0, 2, 1, 3);
    String rows = graph.size(x, 1);
    return graph.node("Reshape", parts, graph.row(graph.scalar(-1), rows, graph.scalar(size)));
  }

  /** Of the distances' [2 span, heads x size], the same for each row of the batch. */
  private String repeated(String x, String batch) {
    String parts = graph.transposed(graph.shaped(x, 0, heads, size), 1, 0, 2);
    return graph.node("Tile", parts, graph.row(batch, graph.scalar(1), graph.scalar(1)));
  }

  private String linear(String x, String name) {
    return graph.linear(x, name, true);
  }

  private String norm(String x, String name) {
    return graph.norm(x, name, EPSILON, true);
  }

  private String sum(String block, String x, String name) {
    return norm(graph.node("Add", block, x), name + ".LayerNorm");
  }
}
