package io.winnow.model.family;

import io.winnow.model.graph.Embeddings;
import io.winnow.model.graph.Encoder;
import io.winnow.model.graph.EncoderSize;
import io.winnow.model.graph.Layer;
import io.winnow.model.graph.Linear;
import io.winnow.model.graph.Positions;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * ALBERT (Lan et al. 2020, arXiv 1909.11942): BERT with narrow embeddings, whose layers share their
 * weights, all of them or in groups.
 */
final class Albert implements Family {

  private static final int MOST_LAYERS = 1024;

  @Override
  public String modelType() {
    return "albert";
  }

  @Override
  public String className() {
    return "Albert";
  }

  @Override
  public String prefix() {
    return "albert.";
  }

  @Override
  public Encoder encoder(ModelConfig config, int tags) {
    config.need("position_embedding_type", "absolute", Set.of("absolute"));
    BertBlocks blocks = BertBlocks.of(config, BertBlocks.NO_PADDING, 1e-12, "gelu_new");
    int steps = blocks.size().layers();
    int groups = config.size("num_hidden_groups", 1);
    int inner = config.size("inner_group_num", 1);
    if (groups > steps) {
      throw new IllegalArgumentException(
          "num_hidden_groups %d is more than num_hidden_layers %d".formatted(groups, steps));
    }
    if (steps * inner > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "num_hidden_layers %,d of inner_group_num %,d each are more layers than %,d, the most that Winnow compiles"
              .formatted(steps, inner, MOST_LAYERS));
    }
    int width = config.size("embedding_size", 128);
    List<Layer> layers =
        IntStream.range(0, steps * inner)
            .mapToObj(layer -> layer(blocks, group(layer / inner, steps, groups), layer % inner))
            .toList();
    return Encoder.of(
        sized(blocks.size(), layers.size()),
        blocks
            .embeddings(width, BertBlocks.NO_PADDING, config.size("type_vocab_size", 2))
            .withProjection(
                Linear.of("encoder.embedding_hidden_mapping_in", blocks.size().hidden(), width),
                Embeddings.Order.NORM_THEN_PROJECTION),
        layers,
        tags);
  }

  /** As transformers rounds it, which makes a difference for a few sizes. */
  private static int group(int step, int steps, int groups) {
    return (int) (step / ((double) steps / groups));
  }

  private static Layer layer(BertBlocks blocks, int group, int place) {
    String prefix = "encoder.albert_layer_groups.%d.albert_layers.%d.".formatted(group, place);
    return blocks.layer(
        blocks.attention(
            prefix + "attention.",
            List.of("query", "key", "value"),
            prefix + "attention.dense",
            Positions.NONE),
        prefix + "attention.LayerNorm",
        prefix + "ffn",
        prefix + "ffn_output",
        prefix + "full_layer_layer_norm");
  }

  private static EncoderSize sized(EncoderSize size, int layers) {
    return new EncoderSize(
        size.hidden(),
        layers,
        size.heads(),
        size.intermediate(),
        size.window(),
        size.vocabulary(),
        size.dropout());
  }
}
