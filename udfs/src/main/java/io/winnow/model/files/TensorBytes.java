package io.winnow.model.files;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/** A tensor that can be written as it is, number by number, without a second copy in memory. */
public interface TensorBytes {

  /** How its numbers are written. */
  Dtype dtype();

  /** Its sizes, the outermost first; empty: one number. */
  List<Long> shape();

  /** Writes the numbers, row-major and little-endian: {@link #bytes} bytes. */
  void writeTo(WritableByteChannel out) throws IOException;

  /**
   * The same tensor, to be written as another type; nothing is converted before.
   *
   * @param type one of {@link Dtype#OF_WEIGHTS}
   */
  TensorBytes as(Dtype type);

  /** How many numbers it has. */
  default long elements() {
    return Tensor.elements(shape());
  }

  /** What its numbers take in a file. */
  default long bytes() {
    return Math.multiplyExact(dtype().width(), elements());
  }
}
