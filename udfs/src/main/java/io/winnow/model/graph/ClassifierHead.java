package io.winnow.model.graph;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What makes tags' logits of a sub-word's state.
 *
 * @param hidden what some families have before {@link #classifier}
 */
public record ClassifierHead(Optional<Hidden> hidden, Linear classifier) {

  public static final String NAME = "classifier";

  /** A linear layer, an activation and a norm, as masked language models end. */
  public record Hidden(Linear dense, Activation activation, Norm norm) {}

  /**
   * @param tags 0: of an encoder alone
   */
  public static ClassifierHead of(long tags, long hidden) {
    return new ClassifierHead(Optional.empty(), Linear.ofHead(NAME, tags, hidden));
  }

  public ClassifierHead with(Hidden before) {
    return new ClassifierHead(Optional.of(before), classifier);
  }

  public Stream<Weight> weights() {
    return Stream.concat(
        hidden.stream().flatMap(it -> Stream.concat(it.dense.weights(), it.norm.weights())),
        classifier.weights());
  }

  /** Adds {@code head} and {@code ready}, which is what dropout takes before the classifier. */
  void write(EncoderSource source) {
    source.method("ready", "chosen: Tensor");
    hidden.ifPresentOrElse(
        it -> {
          source.activated("h", "chosen", it.dense, it.activation);
          source.add("return " + it.norm.of("h"));
        },
        () -> source.add("return chosen"));
    source.method("head", "ready: Tensor");
    source.add("return " + source.linear("ready", classifier));
  }
}
