package io.winnow.model;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Bare matrix products in libtorch: {@code rows x in} by {@code out x in} transposed, as a linear
 * layer without bias does them. Several threads may share one.
 */
public final class GemmModule implements AutoCloseable {

  private static final String CLASS = "Products";

  private final Model model;
  private final double flops;

  /** One product's sizes. */
  public record Shape(int rows, int in, int out) {}

  private GemmModule(Model model, double flops) {
    this.model = model;
    this.flops = flops;
  }

  /**
   * @param precision {@link Precision#FP32} or {@link Precision#BF16}
   */
  public static GemmModule of(List<Shape> shapes, Precision precision) throws IOException {
    Map<String, List<Tensor>> parameters = new LinkedHashMap<>();
    StringBuilder products = new StringBuilder();
    double flops = 0;
    for (Shape shape : shapes) {
      String left = "left" + parameters.size();
      String right = "right" + parameters.size();
      parameters.put(left, List.of(random(shape.rows(), shape.in())));
      parameters.put(right, List.of(random(shape.out(), shape.in())));
      // One number of each goes into the result, else TorchScript would leave the product out.
      products.append(
          "    sum = torch.add(sum, torch.to(torch.select(torch.select(torch.linear(self.%s, self.%s), 0, 0), 0, 0), 6))%n"
              .formatted(left, right));
      flops += 2.0 * shape.rows() * shape.in() * shape.out();
    }
    StringBuilder source = new StringBuilder("class " + CLASS + "(Module):\n");
    source.append("  __parameters__ = [");
    parameters.keySet().forEach(name -> source.append('"').append(name).append("\", "));
    source.append("]\n  __buffers__ = []\n");
    parameters.keySet().forEach(name -> source.append("  " + name + " : Tensor\n"));
    source.append("  training : bool\n  _is_full_backward_hook : Optional[bool]\n");
    source.append("  def forward(self: __torch__." + CLASS + ", input: Tensor) -> Tensor:\n");
    source.append("    sum = input\n").append(products).append("    return sum\n");
    Compute compute = precision == Precision.BF16 ? Compute.BF16_WEIGHTS : Compute.FP32;
    TorchScriptModule module =
        new TorchScriptModule(
            CLASS, source.toString(), parameters, Map.of(), compute.storage());
    return new GemmModule(Torch.load(module, Device.cpu(), Torch.Use.READING), flops);
  }

  private static Tensor random(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return Tensor.of(values, rows, columns);
  }

  /**
   * Computes all products once.
   *
   * @return floating-point operations done, a multiplication and an addition being two
   */
  public double run() {
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
