package io.winnow.model.family;

import io.winnow.model.graph.Embeddings;
import io.winnow.model.graph.Encoder;
import io.winnow.model.graph.Linear;
import java.util.Set;

/**
 * ELECTRA (Clark et al. 2020, arXiv 2003.10555): BERT, whose small models have embeddings narrower
 * than the layers.
 */
final class Electra implements Family {

  @Override
  public String modelType() {
    return "electra";
  }

  @Override
  public String className() {
    return "Electra";
  }

  @Override
  public String prefix() {
    return "electra.";
  }

  @Override
  public Encoder encoder(ModelConfig config, int tags) {
    config.need("position_embedding_type", "absolute", Set.of("absolute"));
    BertBlocks blocks = BertBlocks.of(config, BertBlocks.NO_PADDING, 1e-12, "gelu");
    int hidden = blocks.size().hidden();
    int width = config.size("embedding_size", 128);
    Embeddings embeddings =
        blocks.embeddings(width, BertBlocks.NO_PADDING, config.size("type_vocab_size", 2));
    return Encoder.of(
        blocks.size(),
        width == hidden
            ? embeddings
            : embeddings.withProjection(
                Linear.of("embeddings_project", hidden, width),
                Embeddings.Order.NORM_THEN_PROJECTION),
        blocks.layers(),
        tags);
  }
}
