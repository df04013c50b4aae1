package io.winnow.model.graph;

import java.util.stream.Stream;

/**
 * Self-attention of several heads (Vaswani et al. 2017, arXiv 1706.03762).
 *
 * @param queryKeyValue one product for the three
 * @param size of a head
 * @param positions shared by layers that have the same
 */
public record Attention(
    Linear queryKeyValue, int heads, int size, Positions positions, Linear output) {

  Stream<Weight> weights() {
    return Stream.of(queryKeyValue.weights(), positions.weights(), output.weights())
        .flatMap(it -> it);
  }

  /** Adds it from {@code input} to {@code c} [b, s, heads x size], before {@link #output}. */
  void write(EncoderSource source, String input) {
    source.add(
        """
        split = torch.view(%s, [b, s, 3, %d, %d])
        qkv = torch.permute(split, [2, 0, 3, 1, 4])
        q = torch.select(qkv, 0, 0)
        k = torch.select(qkv, 0, 1)
        v = torch.select(qkv, 0, 2)
        """
            .formatted(source.linear(input, queryKeyValue), heads, size));
    positions.attend(source, this);
    source.add(
        "c = torch.reshape(torch.transpose(context, 1, 2), [b, s, %d])".formatted(heads * size));
  }
}
