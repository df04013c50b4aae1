package io.winnow.model;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A named weight's values, in single precision, row-major.
 *
 * @param shape sizes of the dimensions, outermost first
 * @param values exactly as many as the shape holds
 */
record Tensor(List<Long> shape, FloatBuffer values) {

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
    return new Tensor(Arrays.stream(shape).boxed().toList(), FloatBuffer.wrap(values));
  }

  /** A view of the values that starts at the first one, however often this is called. */
  @Override
  public FloatBuffer values() {
    return values.duplicate();
  }

  public long elements() {
    return elements(shape);
  }

  /** The rows, that is entries of the first dimension, at these places, in this order. */
  Tensor rows(List<Integer> places) {
    int size = Math.toIntExact(elements() / shape.get(0));
    FloatBuffer from = values();
    FloatBuffer chosen = FloatBuffer.allocate(Math.multiplyExact(size, places.size()));
    places.forEach(place -> chosen.put(from.slice(from.position() + place * size, size)));
    List<Long> rows = new ArrayList<>(shape);
    rows.set(0, (long) places.size());
    return new Tensor(rows, chosen.flip());
  }

  static long elements(List<Long> shape) {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }
}
