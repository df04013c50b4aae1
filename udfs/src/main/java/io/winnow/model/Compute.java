package io.winnow.model;

/** How a compiled model computes. */
enum Compute {
  /** Weights and sums in single precision. */
  FP32,
  /** Weights kept in bfloat16: for reading only. */
  BF16_WEIGHTS,
  /** Weights kept in single precision, matrix products in bfloat16: for training. */
  BF16_PRODUCTS;

  TorchScriptModule.Storage storage() {
    return this == BF16_WEIGHTS
        ? TorchScriptModule.Storage.BFLOAT16
        : TorchScriptModule.Storage.FLOAT32;
  }
}
