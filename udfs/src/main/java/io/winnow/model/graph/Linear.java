package io.winnow.model.graph;

import io.winnow.model.graph.Weight.Role;
import io.winnow.model.graph.Weight.Stored;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A linear layer: {@code x W^T + b}, the weight lying [out, in]. */
public record Linear(Weight weight, Optional<Weight> bias) {

  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  /**
   * @param name of its two tensors, less {@code .weight} and {@code .bias}
   */
  public static Linear of(String name, long out, long in) {
    return new Linear(
        Weight.of(Role.MATRIX, name + WEIGHT, out, in),
        Optional.of(Weight.of(Role.BIAS, name + BIAS, out)));
  }

  /** Of the head: see {@link Role#HEAD_MATRIX}. */
  public static Linear ofHead(String name, long out, long in) {
    return new Linear(
        Weight.of(Role.HEAD_MATRIX, name + WEIGHT, out, in),
        Optional.of(Weight.of(Role.HEAD_BIAS, name + BIAS, out)));
  }

  /** Several layers on the same input as one product, one's results behind the other's. */
  public static Linear joined(String name, List<String> parts, long outEach, long in) {
    return new Linear(
        new Weight(
            Weight.attribute(name + WEIGHT),
            parts.stream().map(it -> new Stored(it + WEIGHT, List.of(outEach, in))).toList(),
            Role.MATRIX),
        Optional.of(
            new Weight(
                Weight.attribute(name + BIAS),
                parts.stream().map(it -> new Stored(it + BIAS, List.of(outEach))).toList(),
                Role.BIAS)));
  }

  public Linear withoutBias() {
    return new Linear(weight, Optional.empty());
  }

  public Linear withBias(boolean has) {
    return has ? this : withoutBias();
  }

  Stream<Weight> weights() {
    return Stream.concat(Stream.of(weight), bias.stream());
  }

  /** {@code None} where there is none. */
  String selfBias() {
    return bias.map(Weight::self).orElse("None");
  }
}
