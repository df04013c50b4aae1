package io.winnow.model.files;

import ai.djl.util.Float16Utils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A weight's values, in single precision, row-major; as many as its shape holds. */
public record Tensor(List<Long> shape, FloatBuffer values) implements TensorBytes {

  private static final int FLOATS_AT_ONCE = 1 << 16;

  public Tensor {
    shape = List.copyOf(shape);
    if (values.remaining() != elements(shape)) {
      throw new IllegalArgumentException(
          "A tensor of shape %s holds %d values, not %d"
              .formatted(shape, elements(shape), values.remaining()));
    }
  }

  /** The values, the last dimension's next to each other. */
  public static Tensor of(float[] values, long... shape) {
    return new Tensor(Arrays.stream(shape).boxed().toList(), FloatBuffer.wrap(values));
  }

  /** Starts at the first one, however often this is called. */
  @Override
  public FloatBuffer values() {
    return values.duplicate();
  }

  @Override
  public Dtype dtype() {
    return Dtype.F32;
  }

  @Override
  public void writeTo(WritableByteChannel out) throws IOException {
    write(out, Dtype.F32);
  }

  @Override
  public TensorBytes as(Dtype type) {
    return new Converted<>(this, type, Tensor::write);
  }

  private void write(WritableByteChannel out, Dtype type) throws IOException {
    FloatBuffer from = values();
    ByteBuffer chunk =
        ByteBuffer.allocate(FLOATS_AT_ONCE * type.width()).order(ByteOrder.LITTLE_ENDIAN);
    while (from.hasRemaining()) {
      chunk.clear();
      int count = Math.min(FLOATS_AT_ONCE, from.remaining());
      if (type == Dtype.F32) {
        chunk.asFloatBuffer().put(from.slice(from.position(), count));
        from.position(from.position() + count);
        chunk.position(count * Float.BYTES);
      } else {
        for (int i = 0; i < count; i++) {
          type.put(chunk, from.get());
        }
      }
      StoredTensor.writeFully(out, chunk.flip());
    }
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

  /**
   * How many values a shape holds.
   *
   * @throws ArithmeticException if they are more than a long counts
   */
  public static long elements(List<Long> shape) {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** Half precision, in the two ways of spending 16 bits. */
  public enum HalfFormat {
    /** bfloat16: the upper half of a single. */
    BF16,
    /** IEEE 754 binary16. */
    F16;

    /** The same number as a single. */
    public float widen(short bits) {
      return this == BF16 ? Float.intBitsToFloat(bits << 16) : Float16Utils.halfToFloat(bits);
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
