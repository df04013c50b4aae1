package io.winnow.model.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a file has a tensor: PyTorch's view of a storage. Nothing is read until it is asked for.
 *
 * @param file on a local disk
 * @param position of the first number, in bytes from the file's begin
 * @param order of the bytes of each number
 * @param shape sizes, the outermost first
 * @param strides how many numbers on the next one of each dimension lies; not negative
 */
public record StoredTensor(
    Path file, long position, ByteOrder order, Dtype dtype, List<Long> shape, List<Long> strides)
    implements TensorBytes {

  private static final int CHUNK_BYTES = 1 << 20;

  public StoredTensor {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /** Row-major and little-endian. */
  static StoredTensor plain(Path file, long position, Dtype dtype, List<Long> shape) {
    return new StoredTensor(file, position, ByteOrder.LITTLE_ENDIAN, dtype, shape, rowMajor(shape));
  }

  /** The same view, so many bytes further on in the file. */
  StoredTensor movedBy(long bytes) {
    return new StoredTensor(file, position + bytes, order, dtype, shape, strides);
  }

  /** The strides of a tensor whose numbers lie row by row. */
  static List<Long> rowMajor(List<Long> shape) {
    List<Long> strides = new ArrayList<>(shape);
    long step = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      strides.set(i, step);
      step *= Math.max(1, shape.get(i));
    }
    return strides;
  }

  /** Whether the file's bytes are those that {@link #writeTo} writes. */
  boolean isPlain() {
    return isRowMajor() && (order == ByteOrder.LITTLE_ENDIAN || dtype.width() == 1);
  }

  /** Whether the numbers lie row by row; where a size is 1, the stride there means nothing. */
  boolean isRowMajor() {
    List<Long> plain = rowMajor(shape);
    for (int i = 0; i < shape.size(); i++) {
      if (shape.get(i) > 1 && !strides.get(i).equals(plain.get(i))) {
        return elements() == 0;
      }
    }
    return true;
  }

  /** How many numbers lie from the first one to the last one, both included. */
  long span() {
    return span(shape, strides);
  }

  /**
   * As {@link #span()}.
   *
   * @throws ArithmeticException if they are more than a long counts
   */
  static long span(List<Long> shape, List<Long> strides) {
    if (shape.contains(0L)) {
      return 0;
    }
    long last = 0;
    for (int i = 0; i < shape.size(); i++) {
      last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
    }
    return Math.addExact(last, 1);
  }

  /** The numbers in single precision: straight from the file's pages where they are that. */
  Tensor read() throws IOException {
    ByteBuffer raw = map();
    if (dtype == Dtype.F32 && isRowMajor()) {
      return new Tensor(shape, raw.asFloatBuffer());
    }
    FloatBuffer values = FloatBuffer.allocate(Math.toIntExact(elements()));
    boolean isRowMajor = isRowMajor();
    Places places = new Places();
    while (values.hasRemaining()) {
      int at = isRowMajor ? values.position() * dtype.width() : places.next();
      values.put(dtype.single(raw, at));
    }
    return new Tensor(shape, values.flip());
  }

  @Override
  public void writeTo(WritableByteChannel out) throws IOException {
    if (isPlain()) {
      copyTo(out);
      return;
    }
    ByteBuffer raw = map();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Places places = new Places();
    for (long left = elements(); left > 0; left--) {
      int at = places.next();
      switch (dtype.width()) {
        case Byte.BYTES -> chunk.put(raw.get(at));
        case Short.BYTES -> chunk.putShort(raw.getShort(at));
        case Integer.BYTES -> chunk.putInt(raw.getInt(at));
        default -> chunk.putLong(raw.getLong(at));
      }
      if (!chunk.hasRemaining() || left == 1) {
        writeFully(out, chunk.flip());
        chunk.clear();
      }
    }
  }

  /** Reads no more at once than a chunk: neither the heap nor the process's pages hold it all. */
  @Override
  public TensorBytes as(Dtype type) {
    return type == dtype ? this : new Converted<>(this, type, StoredTensor::convert);
  }

  private void convert(WritableByteChannel out, Dtype type) throws IOException {
    if (!isRowMajor()) {
      read().as(type).writeTo(out);
      return;
    }
    int numbers = CHUNK_BYTES / Math.max(dtype.width(), type.width());
    ByteBuffer from = ByteBuffer.allocate(numbers * dtype.width()).order(order);
    ByteBuffer to = ByteBuffer.allocate(numbers * type.width()).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file)) {
      for (long done = 0; done < elements(); done += numbers) {
        from.clear().limit((int) Math.min(numbers, elements() - done) * dtype.width());
        readFully(channel, from, position + done * dtype.width());
        to.clear();
        for (int at = 0; at < from.limit(); at += dtype.width()) {
          type.put(to, dtype.single(from, at));
        }
        writeFully(out, to.flip());
      }
    }
  }

  private void readFully(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw shorter(channel);
      }
    }
  }

  static void writeFully(WritableByteChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private void copyTo(WritableByteChannel out) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long end = position + bytes();
      for (long at = position; at < end; ) {
        long copied = channel.transferTo(at, end - at, out);
        if (copied <= 0) {
          throw shorter(channel);
        }
        at += copied;
      }
    }
  }

  private InvalidModelException shorter(FileChannel channel) throws IOException {
    return new InvalidModelException(
        "%s became shorter while it was read: %d bytes of %d are there; copy it again"
            .formatted(file, channel.size(), position + bytes()));
  }

  /** What {@link #span} covers. */
  private ByteBuffer map() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long bytes = Math.multiplyExact(dtype.width(), span());
      return channel.map(FileChannel.MapMode.READ_ONLY, position, bytes).order(order);
    }
  }

  /** The places of the numbers, row-major, in bytes from the first one. */
  private final class Places {

    private final long[] index = new long[shape.size()];
    private long place;

    int next() {
      long now = place;
      for (int i = index.length - 1; i >= 0; i--) {
        place += strides.get(i);
        if (++index[i] < shape.get(i)) {
          break;
        }
        place -= index[i] * strides.get(i);
        index[i] = 0;
      }
      return Math.toIntExact(now * dtype.width());
    }
  }
}
