package io.winnow.contract.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;

/**
 * Looks at packed numbers (Parquet's Encodings page) without unpacking them: Parquet's own reader
 * makes room for as many as they claim to be. Levels and places in a dictionary are runs of
 * repeated and of packed numbers ("RLE / bit-packing hybrid"); other numbers, and lengths of
 * strings, may be differences in blocks (DELTA_BINARY_PACKED, DELTA_BYTE_ARRAY).
 */
final class PackedNumbers {

  /** Writers fill the last packed run with nothing. */
  private static final int PADDING = 1024;

  private static final int LARGEST_BLOCK = 1 << 16;

  private PackedNumbers() {}

  /**
   * @param in read to where the runs end, or for as many as there are values
   * @param width bits of a number
   * @param values how many numbers the page claims
   */
  static void checkRuns(ByteBuffer in, int width, int values) throws IOException {
    if (width < 0 || width > 32) {
      throw new IOException("a page has numbers of %d bits".formatted(width));
    }
    long read = 0;
    while (read < values && in.hasRemaining()) {
      long header = varint(in);
      if ((header & 1) == 0) {
        skip(in, (width + 7) / 8);
        read += header >>> 1;
      } else {
        long groups = header >>> 1;
        long bytes = groups * width;
        if (8 * groups > values - read + PADDING || bytes > in.remaining() + PADDING) {
          throw new IOException(
              "a page of %d values claims a run of %d".formatted(values, 8 * groups));
        }
        skip(in, (int) Math.min(bytes, in.remaining()));
        read += 8 * groups;
      }
    }
  }

  /** Takes runs that are preceded by their length in bytes. */
  static ByteBuffer withLength(ByteBuffer in) throws IOException {
    if (in.remaining() < Integer.BYTES) {
      throw new IOException("a page ends within its levels");
    }
    int length = in.order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IOException(
          "a page claims levels of %d bytes, it has %d".formatted(length, in.remaining()));
    }
    ByteBuffer runs = in.slice(in.position(), length);
    in.position(in.position() + length);
    return runs;
  }

  /** An unsigned number of at most 32 bits, seven a byte. */
  static long varint(ByteBuffer in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (!in.hasRemaining()) {
        throw new IOException("a page ends within a number");
      }
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        if (value > 0xffffffffL) {
          break;
        }
        return value;
      }
    }
    throw new IOException("a page has a number of more than 32 bits");
  }

  static void skip(ByteBuffer in, int bytes) throws IOException {
    if (bytes > in.remaining()) {
      throw new IOException("a page ends within a run");
    }
    in.position(in.position() + bytes);
  }

  /**
   * @param in stays where it is
   * @return how many numbers there are, at most {@code values}
   */
  static int checkBlocks(ByteBuffer in, int values) throws IOException {
    ByteBuffer header = in.duplicate();
    long block = varint(header);
    long parts = varint(header);
    long total = varint(header);
    if (block == 0 || block > LARGEST_BLOCK || parts == 0 || 8 * parts > block) {
      throw new IOException("a page has blocks of %d numbers in %d parts".formatted(block, parts));
    }
    if (total > values) {
      throw new IOException("a page of %d values claims %d numbers".formatted(values, total));
    }
    return (int) total;
  }

  /**
   * @param mostBytes that all strings of the page may have together
   */
  static void checkStrings(ByteBuffer in, int values, long mostBytes) throws IOException {
    ByteBufferInputStream stream = ByteBufferInputStream.wrap(in);
    int[] shared = numbers(in, stream, values);
    ByteBuffer after = in.duplicate();
    after.position(in.position() + (int) stream.position());
    int[] own = numbers(after, stream, values);
    long all = 0;
    long before = 0;
    for (int i = 0; i < shared.length; i++) {
      if (i >= own.length || own[i] < 0 || shared[i] < 0 || shared[i] > before) {
        throw new IOException("a page shares more of a string than there is");
      }
      before = (long) shared[i] + own[i];
      all += before;
      if (all > mostBytes) {
        throw new IOException("a page has strings of more than %d bytes".formatted(mostBytes));
      }
    }
  }

  private static int[] numbers(ByteBuffer in, ByteBufferInputStream stream, int values)
      throws IOException {
    int[] numbers = new int[checkBlocks(in, values)];
    DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
    reader.initFromPage(values, stream);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = reader.readInteger();
    }
    return numbers;
  }
}
