package io.winnow.model;

import ai.djl.Device;

/**
 * How a compiled model computes. Beside bf16 the sums of layers, their norms, the embeddings and
 * the head stay in single precision: what they round goes through every layer that follows.
 */
enum Compute {
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

  /** The fastest that the device has, of a precision that is settled. */
  static Compute forInference(Precision settled, Device device) {
    boolean fused = !device.isGpu() && Torch.hasFusedProducts();
    return settled == Precision.BF16 ? fused ? BF16_FUSED : BF16 : fused ? FP32_FUSED : FP32;
  }

  static Compute forTraining(Precision settled) {
    return settled == Precision.BF16 ? BF16_TRAINING : FP32;
  }

  boolean isFused() {
    return this == FP32_FUSED || this == BF16_FUSED;
  }

  boolean isHalf() {
    return this == BF16 || this == BF16_FUSED || this == BF16_TRAINING;
  }

  /** Of what {@link Architecture#isFactor}. */
  TorchScriptModule.Storage factorStorage() {
    return this == BF16 || this == BF16_FUSED
        ? TorchScriptModule.Storage.BFLOAT16
        : TorchScriptModule.Storage.FLOAT32;
  }
}
