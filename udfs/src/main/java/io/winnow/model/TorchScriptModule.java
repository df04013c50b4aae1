package io.winnow.model;

import java.util.List;
import java.util.Map;

/**
 * A model as TorchScript: a class in TorchScript's source form and the values of its attributes.
 *
 * @param className the class in {@code source}
 * @param weights attribute name to value
 * @param floats attribute name to number
 */
record TorchScriptModule(
    String className, String source, Map<String, Weight> weights, Map<String, Double> floats) {

  /**
   * @param parts joined along the first dimension
   * @param storage how the archive keeps them
   */
  record Weight(List<Tensor> parts, Storage storage) {}

  /** TorchScript's storage types. */
  enum Storage {
    FLOAT32("FloatStorage", Float.BYTES),
    BFLOAT16("BFloat16Storage", Short.BYTES);

    final String torchName;
    final int bytesEach;

    Storage(String torchName, int bytesEach) {
      this.torchName = torchName;
      this.bytesEach = bytesEach;
    }
  }
}
