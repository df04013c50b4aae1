package io.winnow.contract.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks runs of repeated and of packed numbers ("RLE / bit-packing hybrid", Parquet's Encodings
 * page), as levels and places in a dictionary are written, without unpacking them: Parquet's own
 * reader makes room for as many as a run claims.
 */
final class LevelRuns {

  /** Writers fill the last packed run with nothing. */
  private static final int PADDING = 1024;

  private LevelRuns() {}

  /**
   * @param in read to where the runs end, or for as many as there are values
   * @param width bits of a number
   * @param values how many numbers the page claims
   */
  static void check(ByteBuffer in, int width, int values) throws IOException {
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
}
