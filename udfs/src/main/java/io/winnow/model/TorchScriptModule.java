package io.winnow.model;

import java.util.List;
import java.util.Map;

/**
 * A model as TorchScript: a class in TorchScript's source form and the values of its attributes.
 *
 * @param className the class in {@code source}
 * @param parameters attribute name to weight; a weight is its parts joined along the first
 *     dimension
 * @param floats attribute name to number
 * @param storage how the archive keeps the weights
 */
record TorchScriptModule(
    String className,
    String source,
    Map<String, List<Tensor>> parameters,
    Map<String, Double> floats,
    Storage storage) {

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
