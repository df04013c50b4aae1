package io.winnow.model.graph;

import java.util.Arrays;
import java.util.List;

/**
 * An attribute of the compiled class, and the checkpoint's tensors that it is made of.
 *
 * @param attribute its name; TorchScript's hold no dots
 * @param tensors joined by rows
 */
public record Weight(String attribute, List<Stored> tensors, Role role) {

  /**
   * A tensor of a checkpoint.
   *
   * @param name bare: as in a checkpoint of the encoder alone, without the prefix ({@code bert.})
   *     that it has in a token classifier's
   */
  public record Stored(String name, List<Long> shape) {}

  /** What a weight is to the one who stores or trains it. */
  public enum Role {
    /** Only matrix products take it: a model compiled for inference keeps it as they want it. */
    MATRIX,
    /** Added to what a {@link #MATRIX} gives. */
    BIAS,
    /** Of a layer norm. */
    NORM,
    /** Rows that are looked up. */
    TABLE,
    /** Of the head. Rounded to bfloat16, logits alone would reorder sentences. */
    HEAD_MATRIX,
    HEAD_BIAS;

    public boolean isFactor() {
      return this == MATRIX || this == BIAS;
    }

    /** Whether weight decay shrinks it: norms and biases are left alone, as is usual. */
    public boolean decays() {
      return this == MATRIX || this == TABLE || this == HEAD_MATRIX;
    }
  }

  static Weight of(Role role, String name, long... shape) {
    return new Weight(
        attribute(name), List.of(new Stored(name, Arrays.stream(shape).boxed().toList())), role);
  }

  static String attribute(String name) {
    return name.replace('.', '_');
  }

  /** As the source calls it. */
  String self() {
    return "self." + attribute;
  }
}
