package io.winnow.model.graph;

/**
 * How a compiled model computes. Beside bf16 the sums of layers, their norms, the embeddings and
 * the head stay in single precision: what they round goes through every layer that follows.
 */
public enum Compute {
  /** Everything in single precision. */
  FP32,
  /** As {@link #FP32}, but a product and what follows it are one call: for inference only. */
  FP32_FUSED,
  /** Matrix products in bfloat16, of factors kept so: for inference only. */
  BF16,
  /** As {@link #BF16}, but a product and what follows it are one call. */
  BF16_FUSED,
  /** As {@link #BF16}, but of factors kept in single precision: for training. */
  BF16_TRAINING;

  boolean isFused() {
    return this == FP32_FUSED || this == BF16_FUSED;
  }

  boolean isHalf() {
    return this == BF16 || this == BF16_FUSED || this == BF16_TRAINING;
  }

  /** Whether what is {@link Weight.Role#isFactor} is kept in bfloat16. */
  public boolean keepsHalf() {
    return this == BF16 || this == BF16_FUSED;
  }
}
