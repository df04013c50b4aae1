package io.winnow.model.graph;

import java.util.stream.Stream;

/** What a layer does to each sub-word by itself. */
public sealed interface FeedForward {

  Stream<Weight> weights();

  /** The linear layer at its end. */
  Linear output();

  /** Adds it from {@code input} to {@code f}, before {@link #output}. */
  void write(EncoderSource source, String input);

  /** Two linear layers and an activation between them (Vaswani et al. 2017, section 3.3). */
  record Plain(Linear inner, Activation activation, Linear output) implements FeedForward {

    @Override
    public Stream<Weight> weights() {
      return Stream.concat(inner.weights(), output.weights());
    }

    @Override
    public void write(EncoderSource source, String input) {
      source.activated("f", input, inner, activation);
    }
  }

  /**
   * With a gate (Shazeer 2020, arXiv 2002.05202).
   *
   * @param inner gives {@code width} values for the activation, then as many that multiply them
   */
  record Gated(Linear inner, Activation activation, long width, Linear output)
      implements FeedForward {

    @Override
    public Stream<Weight> weights() {
      return Stream.concat(inner.weights(), output.weights());
    }

    @Override
    public void write(EncoderSource source, String input) {
      source.add("both = " + source.linear(input, inner));
      source.add("f = torch.slice(both, -1, 0, %d)".formatted(width));
      source.add("f = " + activation.of("f"));
      source.add("f = torch.mul(f, torch.slice(both, -1, %d))".formatted(width));
    }
  }
}
