package io.winnow.model.graph;

import java.util.stream.Stream;

/** How attention knows of places: by a bias, by turning, or, as here, not at all. */
public interface Positions {

  /** No sub-word attends to padding, and that is all. */
  Positions NONE = new Positions() {};

  /** What is computed once a pass for all layers; what is equal is computed once. */
  interface Preparation {

    default Stream<Weight> weights() {
      return Stream.empty();
    }

    /**
     * Adds it, from {@code x} [b, s, hidden], {@code places} [s], the sub-words' places from 0 on,
     * {@code distances} [s, s], a query's place less a key's, and {@code attended} [b, 1, 1, s],
     * true where there is a sub-word.
     */
    void write(EncoderSource source);
  }

  default Stream<Preparation> preparation() {
    return Stream.empty();
  }

  /** Those of a layer. */
  default Stream<Weight> weights() {
    return Stream.empty();
  }

  /**
   * Adds attention proper, from {@code q}, {@code k} and {@code v} [b, heads, s, size] to {@code
   * context}, of the same shape.
   */
  default void attend(EncoderSource source, Attention attention) {
    source.add("context = torch.scaled_dot_product_attention(q, k, v, attended, dropped)");
  }
}
