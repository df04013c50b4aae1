package io.winnow.model.files;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * A tensor that is converted as it is written.
 *
 * @param dtype one of {@link Dtype#OF_WEIGHTS}
 */
record Converted<T extends TensorBytes>(T tensor, Dtype dtype, Writer<T> writer)
    implements TensorBytes {

  /** Writes a tensor as another type. */
  interface Writer<T> {
    void write(T tensor, WritableByteChannel out, Dtype type) throws IOException;
  }

  Converted {
    if (!dtype.isOfWeights()) {
      throw new IllegalArgumentException(
          "Weights are written as %s, not as %s".formatted(Dtype.listed(Dtype.OF_WEIGHTS), dtype));
    }
  }

  @Override
  public List<Long> shape() {
    return tensor.shape();
  }

  @Override
  public void writeTo(WritableByteChannel out) throws IOException {
    writer.write(tensor, out, dtype);
  }

  @Override
  public TensorBytes as(Dtype type) {
    return tensor.as(type);
  }
}
