package io.winnow.model;

import ai.djl.Device;

/** The number format that a model's matrix products run in. */
public enum Precision {
  /** {@link #BF16} where the processor has instructions for it, else {@link #FP32}. */
  AUTO,
  /** IEEE 754 single precision throughout. */
  FP32,
  /** bfloat16 matrix products; sums, norms and results stay in single precision. */
  BF16;

  /** The precision that this one comes to on a device; never {@link #AUTO}. */
  public Precision on(Device device) {
    if (this != AUTO) {
      return this;
    }
    return device.isGpu() || Processor.hasBf16() ? BF16 : FP32;
  }
}
