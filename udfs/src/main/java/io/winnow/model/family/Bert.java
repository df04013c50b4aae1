package io.winnow.model.family;

import io.winnow.model.graph.Encoder;
import java.util.Set;

/** BERT (Devlin et al. 2019, arXiv 1810.04805): absolute positions, norms after the blocks. */
final class Bert implements Family {

  @Override
  public String modelType() {
    return "bert";
  }

  @Override
  public String className() {
    return "Bert";
  }

  @Override
  public String prefix() {
    return "bert.";
  }

  @Override
  public Encoder encoder(ModelConfig config, int tags) {
    config.need("position_embedding_type", "absolute", Set.of("absolute"));
    BertBlocks blocks = BertBlocks.of(config, BertBlocks.NO_PADDING, 1e-12, "gelu");
    return Encoder.of(
        blocks.size(),
        blocks.embeddings(
            blocks.size().hidden(), BertBlocks.NO_PADDING, config.size("type_vocab_size", 2)),
        blocks.layers(),
        tags);
  }
}
