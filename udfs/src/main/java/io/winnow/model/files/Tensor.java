package io.winnow.model.files;

import ai.djl.util.Float16Utils;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A weight's values, in single precision, row-major; as many as its shape holds. */
public record Tensor(List<Long> shape, FloatBuffer values) {

  public Tensor {
    shape = List.copyOf(shape);
    if (values.remaining() != elements(shape)) {
      throw new IllegalArgumentException(
          "A tensor of shape %s holds %d values, not %d"
              .formatted(shape, elements(shape), values.remaining()));
    }
  }

  public static Tensor of(float[] values, long... shape) {
    return new Tensor(Arrays.stream(shape).boxed().toList(), FloatBuffer.wrap(values));
  }

  /** Starts at the first one, however often this is called. */
  @Override
  public FloatBuffer values() {
    return values.duplicate();
  }

  public long elements() {
    return elements(shape);
  }

  /** The rows, that is entries of the first dimension, at these places, in this order. */
  public Tensor rows(List<Integer> places) {
    int size = Math.toIntExact(elements() / shape.get(0));
    FloatBuffer from = values();
    FloatBuffer chosen = FloatBuffer.allocate(Math.multiplyExact(size, places.size()));
    places.forEach(place -> chosen.put(from.slice(from.position() + place * size, size)));
    List<Long> rows = new ArrayList<>(shape);
    rows.set(0, (long) places.size());
    return new Tensor(rows, chosen.flip());
  }

  public static long elements(List<Long> shape) {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  public enum HalfFormat {
    /** bfloat16: the upper half of a single. */
    BF16,
    /** IEEE 754 binary16. */
    F16;

    public float widen(short bits) {
      return this == BF16 ? Float.intBitsToFloat(bits << 16) : Float16Utils.halfToFloat(bits);
    }

    public FloatBuffer widen(ShortBuffer halves) {
      FloatBuffer values = FloatBuffer.allocate(halves.remaining());
      while (halves.hasRemaining()) {
        values.put(widen(halves.get()));
      }
      return values.flip();
    }

    /** A single as bfloat16, rounded to the nearest, ties to even. */
    public static short toBf16(float value) {
      int bits = Float.floatToRawIntBits(value);
      if (Float.isNaN(value)) {
        return (short) (bits >>> 16 | 0x40);
      }
      return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }
  }
}
