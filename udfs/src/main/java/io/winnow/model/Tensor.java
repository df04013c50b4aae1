package io.winnow.model;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * A named weight's values, in single precision, row-major.
 *
 * @param shape sizes of the dimensions, outermost first
 * @param values exactly as many as the shape holds
 */
public record Tensor(List<Long> shape, FloatBuffer values) {

  public Tensor {
    shape = List.copyOf(shape);
    long size = elements(shape);
    if (values.remaining() != size) {
      throw new IllegalArgumentException(
          "A tensor of shape %s holds %d values, not %d"
              .formatted(shape, size, values.remaining()));
    }
  }

  public static Tensor of(float[] values, long... shape) {
    return new Tensor(java.util.Arrays.stream(shape).boxed().toList(), FloatBuffer.wrap(values));
  }

  /** A view of the values that starts at the first one, however often this is called. */
  @Override
  public FloatBuffer values() {
    return values.duplicate();
  }

  public long elements() {
    return elements(shape);
  }

  static long elements(List<Long> shape) {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }
}
