package io.winnow.model.graph;

import io.winnow.model.graph.Weight.Role;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A layer norm (Ba et al. 2016, arXiv 1607.06450).
 *
 * @param epsilon added to the variance
 */
public record Norm(Weight weight, Optional<Weight> bias, long size, double epsilon) {

  public static Norm of(String name, long size, double epsilon) {
    return new Norm(
        Weight.of(Role.NORM, name + ".weight", size),
        Optional.of(Weight.of(Role.NORM, name + ".bias", size)),
        size,
        epsilon);
  }

  public Norm withBias(boolean has) {
    return has ? this : new Norm(weight, Optional.empty(), size, epsilon);
  }

  Stream<Weight> weights() {
    return Stream.concat(Stream.of(weight), bias.stream());
  }

  String of(String input) {
    return "torch.layer_norm(%s, [%d], %s, %s, %s)"
        .formatted(
            input, size, weight.self(), bias.map(Weight::self).orElse("None"), number(epsilon));
  }

  /** TorchScript takes Java's spelling of a double, but for its capital E. */
  static String number(double value) {
    return Double.toString(value).replace('E', 'e');
  }
}
