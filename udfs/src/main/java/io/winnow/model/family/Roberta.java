package io.winnow.model.family;

import io.winnow.model.graph.Encoder;
import java.util.Set;

/**
 * RoBERTa (Liu et al. 2019, arXiv 1907.11692) and what shares its graph: XLM-RoBERTa (Conneau et
 * al. 2020, arXiv 1911.02116), CamemBERT (Martin et al. 2020, arXiv 1911.03894). BERT, but that
 * positions count from the one behind padding's.
 */
record Roberta(String modelType, String className) implements Family {

  @Override
  public String prefix() {
    return "roberta.";
  }

  @Override
  public Encoder encoder(ModelConfig config, int tags) {
    config.need("position_embedding_type", "absolute", Set.of("absolute"));
    int padding = config.integer("pad_token_id", 1);
    BertBlocks blocks = BertBlocks.of(config, padding, 1e-12, "gelu");
    return Encoder.of(
        blocks.size(),
        blocks.embeddings(blocks.size().hidden(), padding, config.size("type_vocab_size", 2)),
        blocks.layers(),
        tags);
  }
}
