package io.winnow.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import io.winnow.model.Precision;
import io.winnow.model.Torch;
import java.util.ArrayList;
import java.util.List;

/**
 * Bare matrix products in libtorch: {@code rows x in} by {@code out x in} transposed, as a linear
 * layer without bias does them. Several threads may share one.
 */
final class MatrixProducts implements AutoCloseable {

  private final NDManager manager;
  private final List<Product> products = new ArrayList<>();
  private final DataType type;

  /** One product's sizes. */
  record Size(int rows, int in, int out) {
    /** Floating-point operations, a multiplication and an addition being two. */
    double flops() {
      return 2.0 * rows * in * out;
    }
  }

  private record Product(Size size, NDArray left, NDArray right) {}

  /**
   * @param precision {@link Precision#FP32} or {@link Precision#BF16}
   */
  MatrixProducts(List<Size> sizes, Precision precision) {
    Torch.prepare();
    this.manager = NDManager.newBaseManager(Device.cpu());
    this.type = precision == Precision.BF16 ? DataType.BFLOAT16 : DataType.FLOAT32;
    for (Size size : sizes) {
      products.add(
          new Product(size, random(size.rows(), size.in()), random(size.out(), size.in())));
    }
  }

  private NDArray random(int rows, int columns) {
    try (NDArray single = manager.randomUniform(-1, 1, new Shape(rows, columns))) {
      return single.toType(type, true);
    }
  }

  /**
   * Computes all products once.
   *
   * @return floating-point operations done
   */
  double run() {
    double flops = 0;
    for (Product product : products) {
      Linear.linear(product.left(), product.right()).close();
      flops += product.size().flops();
    }
    return flops;
  }

  @Override
  public void close() {
    manager.close();
  }
}
