package io.winnow.model;

import ai.djl.Device;

/** How a compiled model computes. */
enum Compute {
  /** Weights and sums in single precision. */
  FP32,
  /** As {@link #FP32}, but a product and what follows it are one call: for reading only. */
  FP32_FUSED,
  /** Weights kept in bfloat16: for reading only. */
  BF16_WEIGHTS,
  /** As {@link #BF16_WEIGHTS}, but a product and what follows it are one call. */
  BF16_WEIGHTS_FUSED,
  /** Weights kept in single precision, matrix products in bfloat16: for training. */
  BF16_PRODUCTS;

  /**
   * The fastest that the device has.
   *
   * @param settled not {@link Precision#AUTO}
   */
  static Compute forReading(Precision settled, Device device) {
    boolean fused = !device.isGpu() && Torch.hasFusedProducts();
    return settled == Precision.BF16
        ? fused ? BF16_WEIGHTS_FUSED : BF16_WEIGHTS
        : fused ? FP32_FUSED : FP32;
  }

  boolean isFused() {
    return this == FP32_FUSED || this == BF16_WEIGHTS_FUSED;
  }

  TorchScriptModule.Storage storage() {
    return this == BF16_WEIGHTS || this == BF16_WEIGHTS_FUSED
        ? TorchScriptModule.Storage.BFLOAT16
        : TorchScriptModule.Storage.FLOAT32;
  }
}
