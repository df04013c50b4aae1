package io.winnow.model.family;

import io.winnow.model.graph.Encoder;
import io.winnow.model.graph.EncoderSize;
import io.winnow.model.graph.Positions;
import java.util.List;
import java.util.stream.IntStream;

/** DistilBERT (Sanh et al. 2019, arXiv 1910.01108): BERT without segments, by its own names. */
final class DistilBert implements Family {

  /** Fixed in transformers. */
  private static final double EPSILON = 1e-12;

  @Override
  public String modelType() {
    return "distilbert";
  }

  @Override
  public String className() {
    return "DistilBert";
  }

  @Override
  public String prefix() {
    return "distilbert.";
  }

  @Override
  public Encoder encoder(ModelConfig config, int tags) {
    config.needEncoder();
    int hidden = config.size(config.either("hidden_size", "dim"));
    EncoderSize size =
        new EncoderSize(
            hidden,
            config.size(config.either("num_hidden_layers", "n_layers")),
            config.heads(hidden, config.either("num_attention_heads", "n_heads")),
            config.size("hidden_dim"),
            config.window(config.size("max_position_embeddings", 512), 0),
            config.size("vocab_size"),
            config.number("dropout", 0.1));
    BertBlocks blocks = new BertBlocks(size, EPSILON, config.activation("activation", "gelu"));
    return Encoder.of(
        size,
        blocks.embeddings(hidden, BertBlocks.NO_PADDING),
        IntStream.range(0, size.layers())
            .mapToObj(layer -> "transformer.layer." + layer + ".")
            .map(
                prefix ->
                    blocks.layer(
                        blocks.attention(
                            prefix + "attention.",
                            List.of("q_lin", "k_lin", "v_lin"),
                            prefix + "attention.out_lin",
                            Positions.NONE),
                        prefix + "sa_layer_norm",
                        prefix + "ffn.lin1",
                        prefix + "ffn.lin2",
                        prefix + "output_layer_norm"))
            .toList(),
        tags);
  }
}
