package io.winnow.bench;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.winnow.model.Precision;
import io.winnow.model.Torch;
import io.winnow.model.TorchScriptModule;
import io.winnow.model.files.Dtype;
import io.winnow.model.files.Tensor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Bare matrix products in libtorch: {@code rows x in} by {@code out x in} transposed, as a linear
 * layer without bias does them. Several threads may share one.
 */
final class MatrixProducts implements AutoCloseable {

  private static final String CLASS = "Products";

  private final Model model;
  private final double flops;

  /** One product's sizes. */
  record Size(int rows, int in, int out) {}

  private MatrixProducts(Model model, double flops) {
    this.model = model;
    this.flops = flops;
  }

  /**
   * @param precision {@link Precision#FP32} or {@link Precision#BF16}
   */
  static MatrixProducts of(List<Size> shapes, Precision precision) throws IOException {
    Map<String, TorchScriptModule.Weight> weights = new LinkedHashMap<>();
    Dtype dtype = precision == Precision.BF16 ? Dtype.BF16 : Dtype.F32;
    StringBuilder products = new StringBuilder();
    double flops = 0;
    for (Size shape : shapes) {
      String left = "left" + weights.size();
      String right = "right" + weights.size();
      weights.put(left, random(shape.rows(), shape.in(), dtype));
      weights.put(right, random(shape.out(), shape.in(), dtype));
      // One number of each goes into the result, else TorchScript would leave the product out.
      products.append(
          "    sum = torch.add(sum, torch.to(torch.select(torch.select(torch.linear(self.%s, self.%s), 0, 0), 0, 0), 6))%n"
              .formatted(left, right));
      flops += 2.0 * shape.rows() * shape.in() * shape.out();
    }
    StringBuilder source = new StringBuilder("class " + CLASS + "(Module):\n");
    source.append("  __parameters__ = [");
    weights.keySet().forEach(name -> source.append('"').append(name).append("\", "));
    source.append("]\n  __buffers__ = []\n");
    weights.keySet().forEach(name -> source.append("  " + name + " : Tensor\n"));
    source.append("  training : bool\n  _is_full_backward_hook : Optional[bool]\n");
    source.append("  def forward(self: __torch__." + CLASS + ", input: Tensor) -> Tensor:\n");
    source.append("    sum = input\n").append(products).append("    return sum\n");
    TorchScriptModule module = new TorchScriptModule(CLASS, source.toString(), weights, Map.of());
    return new MatrixProducts(Torch.load(module, Device.cpu(), Torch.Use.INFERENCE), flops);
  }

  private static TorchScriptModule.Weight random(int rows, int columns, Dtype dtype) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return new TorchScriptModule.Weight(List.of(Tensor.of(values, rows, columns)), dtype);
  }

  /**
   * Computes all products once.
   *
   * @return floating-point operations done, a multiplication and an addition being two
   */
  double run() {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      model
          .getBlock()
          .forward(new ParameterStore(manager, false), new NDList(manager.create(0f)), false)
          .singletonOrThrow()
          .getFloat();
    }
    return flops;
  }

  @Override
  public void close() {
    model.close();
  }
}
