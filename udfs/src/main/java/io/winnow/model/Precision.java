package io.winnow.model;

import ai.djl.Device;
import io.winnow.model.graph.Compute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The number format that a model's matrix products run in. */
public enum Precision {
  /** {@link #BF16} where the processor has instructions for it, else {@link #FP32}. */
  AUTO,
  /** IEEE 754 single precision throughout. */
  FP32,
  /** bfloat16 matrix products; sums, norms and results stay in single precision. */
  BF16;

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Set<String> BF16_INSTRUCTIONS = Set.of("avx512_bf16", "amx_bf16", "bf16");

  /** oneDNN has its bf16 products with AVX-512, also without these instructions, but not below. */
  private static final Set<String> FUSING_INSTRUCTIONS = Set.of("avx512_bf16", "avx512bw");

  /** The precision that this one comes to on a device; never {@link #AUTO}. */
  public Precision on(Device device) {
    return this != AUTO ? this : device.isGpu() || processorHasBf16() ? BF16 : FP32;
  }

  /** The fastest that the device has, of a precision that is settled. */
  Compute forInference(Device device) {
    boolean isFused = !device.isGpu() && Torch.hasFusedProducts();
    if (this == BF16) {
      return isFused && processorHas(FUSING_INSTRUCTIONS) ? Compute.BF16_FUSED : Compute.BF16;
    }
    return isFused ? Compute.FP32_FUSED : Compute.FP32;
  }

  /** Of a precision that is settled. */
  Compute forTraining() {
    return this == BF16 ? Compute.BF16_TRAINING : Compute.FP32;
  }

  /** Whether this processor multiplies bfloat16 matrices; no where the system does not say. */
  static boolean processorHasBf16() {
    return processorHas(BF16_INSTRUCTIONS);
  }

  private static boolean processorHas(Set<String> instructions) {
    try {
      return Files.isReadable(CPU_INFO) && any(instructions, Files.readAllLines(CPU_INFO));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * @param cpuInfo lines of Linux's {@code /proc/cpuinfo}
   */
  static boolean anyBf16(List<String> cpuInfo) {
    return any(BF16_INSTRUCTIONS, cpuInfo);
  }

  private static boolean any(Set<String> instructions, List<String> cpuInfo) {
    return cpuInfo.stream()
        .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
        .flatMap(line -> Stream.of(line.split("\\s+")))
        .anyMatch(instructions::contains);
  }
}
