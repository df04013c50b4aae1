package io.winnow.model.graph;

/**
 * The sizes of a transformer encoder.
 *
 * @param heads attention heads; divides {@code hidden}
 * @param intermediate width inside the feed-forward layers
 * @param window longest input in sub-words, special tokens included
 * @param dropout share of hidden values dropped in pretraining
 */
public record EncoderSize(
    int hidden,
    int layers,
    int heads,
    int intermediate,
    int window,
    int vocabulary,
    double dropout) {

  public int headSize() {
    return hidden / heads;
  }

  /** Places that dropout drops at: the embeddings, two in each layer, before the head. */
  public int dropoutSites() {
    return 2 * layers + 2;
  }
}
