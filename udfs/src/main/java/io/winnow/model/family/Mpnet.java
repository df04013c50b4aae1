package io.winnow.model.family;

import io.winnow.model.graph.Embeddings;
import io.winnow.model.graph.Encoder;
import io.winnow.model.graph.Positions;
import io.winnow.model.graph.RelativeBias;
import java.util.List;
import java.util.stream.IntStream;

/**
 * MPNet (Song et al. 2020, arXiv 2004.09297): BERT with a bias for distances beside its positions,
 * which count as RoBERTa's.
 */
final class Mpnet implements Family {

  /** Fixed in transformers, whatever pad_token_id says. */
  private static final int PADDING = 1;

  private static final int FARTHEST = 128;

  @Override
  public String modelType() {
    return "mpnet";
  }

  @Override
  public String className() {
    return "MPNet";
  }

  @Override
  public String prefix() {
    return "mpnet.";
  }

  @Override
  public Encoder encoder(ModelConfig config, int tags) {
    BertBlocks blocks = BertBlocks.of(config, PADDING, 1e-12, "gelu");
    int heads = blocks.size().heads();
    int buckets = config.size("relative_attention_num_buckets", 32);
    Positions distances =
        new RelativeBias(
            Embeddings.table("encoder.relative_attention_bias", buckets, heads), buckets, FARTHEST);
    return Encoder.of(
        blocks.size(),
        blocks.embeddings(blocks.size().hidden(), PADDING),
        IntStream.range(0, blocks.size().layers())
            .mapToObj(layer -> "encoder.layer." + layer + ".")
            .map(
                prefix ->
                    blocks.layer(
                        blocks.attention(
                            prefix + "attention.attn.",
                            List.of("q", "k", "v"),
                            prefix + "attention.attn.o",
                            distances),
                        prefix + "attention.LayerNorm",
                        prefix))
            .toList(),
        tags);
  }
}
