package io.winnow.model.family;

import io.winnow.model.graph.Activation;
import io.winnow.model.graph.Attention;
import io.winnow.model.graph.Embeddings;
import io.winnow.model.graph.EncoderSize;
import io.winnow.model.graph.FeedForward;
import io.winnow.model.graph.Layer;
import io.winnow.model.graph.Linear;
import io.winnow.model.graph.Norm;
import io.winnow.model.graph.Positions;
import java.util.List;
import java.util.stream.IntStream;

/** The parts of BERT, by the names that its heirs kept, and the sizes by its keys. */
record BertBlocks(EncoderSize size, double epsilon, Activation activation) {

  /** Of families whose places count from 0. */
  static final int NO_PADDING = -1;

  private static final String EMBEDDINGS = "embeddings.";

  /**
   * All but the activation are BERT's keys for most families.
   *
   * @param padding see {@link Embeddings}
   */
  static BertBlocks of(ModelConfig config, int padding, double usualEpsilon, String act) {
    config.needEncoder();
    int hidden = config.size("hidden_size");
    EncoderSize size =
        new EncoderSize(
            hidden,
            config.size("num_hidden_layers"),
            config.heads(hidden, "num_attention_heads"),
            config.size("intermediate_size"),
            config.window(config.size("max_position_embeddings", 512), padding + 1),
            config.size("vocab_size"),
            config.number("hidden_dropout_prob", 0.1));
    return new BertBlocks(
        size, config.number("layer_norm_eps", usualEpsilon), config.activation("hidden_act", act));
  }

  /** Positions as a table. */
  Embeddings embeddings(int width, int padding) {
    return words(width)
        .withPositions(
            Embeddings.table(
                EMBEDDINGS + "position_embeddings", size.window() + padding + 1L, width),
            padding);
  }

  Embeddings embeddings(int width, int padding, int segments) {
    return embeddings(width, padding)
        .withSegments(Embeddings.table(EMBEDDINGS + "token_type_embeddings", segments, width));
  }

  Embeddings words(int width) {
    return Embeddings.of(
        Embeddings.table(EMBEDDINGS + "word_embeddings", size.vocabulary(), width),
        norm(EMBEDDINGS + "LayerNorm", width));
  }

  List<Layer> layers() {
    return IntStream.range(0, size.layers())
        .mapToObj(layer -> "encoder.layer." + layer + ".")
        .map(
            prefix ->
                layer(
                    attention(
                        prefix + "attention.self.",
                        List.of("query", "key", "value"),
                        prefix + "attention.output.dense",
                        Positions.NONE),
                    prefix + "attention.output.LayerNorm",
                    prefix))
        .toList();
  }

  /**
   * @param attentionNorm its name
   * @param prefix of the other parts' names
   */
  Layer layer(Attention attention, String attentionNorm, String prefix) {
    return layer(
        attention,
        attentionNorm,
        prefix + "intermediate.dense",
        prefix + "output.dense",
        prefix + "output.LayerNorm");
  }

  Layer layer(
      Attention attention, String attentionNorm, String inner, String output, String outputNorm) {
    return Layer.post(
        attention,
        norm(attentionNorm, size.hidden()),
        new FeedForward.Plain(
            Linear.of(inner, size.intermediate(), size.hidden()),
            activation,
            Linear.of(output, size.hidden(), size.intermediate())),
        norm(outputNorm, size.hidden()));
  }

  /**
   * @param names of query, key and value, behind the prefix
   */
  Attention attention(String prefix, List<String> names, String output, Positions positions) {
    int hidden = size.hidden();
    return new Attention(
        Linear.joined(
            prefix + "qkv", names.stream().map(name -> prefix + name).toList(), hidden, hidden),
        size.heads(),
        size.headSize(),
        positions,
        Linear.of(output, hidden, hidden));
  }

  Norm norm(String name, long width) {
    return Norm.of(name, width, epsilon);
  }
}
