package io.winnow.contract.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Walks one struct in Thrift's compact protocol, which footers and page headers of Parquet are
 * written in, without building objects. Parquet's own reader trusts every length that it reads; a
 * struct that passes here has no length beyond the available bytes.
 */
final class CompactThrift {

  /** Structs and lists in each other; Parquet's own metadata has 8. */
  private static final int MOST_LEVELS = 24;

  /** The protocol's numbers of types; {@link #value} has the others. */
  private static final int STOP = 0;

  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int STRUCT = 12;

  private final InputStream in;
  private final Visitor visitor;
  private final int[] path = new int[MOST_LEVELS];
  private long left;

  /** Receives the relevant values. A path is the ids of the fields that lead to a value. */
  interface Visitor {

    /** An integer of at most 64 bits. */
    void integer(int[] path, int levels, long value);

    /** A struct that is an element of a list begins. */
    default void element(int[] path, int levels) {}
  }

  /**
   * @param limit bytes that the struct may take at most
   */
  CompactThrift(InputStream in, long limit, Visitor visitor) {
    this.in = in;
    this.left = limit;
    this.visitor = visitor;
  }

  /**
   * @return bytes that the struct took
   * @throws IOException if it is no such struct, or one that goes beyond the limit
   */
  long walk() throws IOException {
    long before = left;
    struct(0);
    return before - left;
  }

  private void struct(int levels) throws IOException {
    if (levels == MOST_LEVELS) {
      throw new IOException("metadata is nested more than %d levels deep".formatted(MOST_LEVELS));
    }
    int field = 0;
    for (int header = next(); header != STOP; header = next()) {
      int step = header >>> 4;
      field = step == 0 ? (int) zigzag(varint()) : field + step;
      path[levels] = field;
      int type = header & 0xf;
      if (type != TRUE && type != FALSE) {
        value(type, levels + 1);
      }
    }
  }

  private void value(int type, int levels) throws IOException {
    switch (type) {
      case TRUE, FALSE, 3 -> next(); // true or false in a list, or a byte
      case 4, 5, 6 -> visitor.integer(path, levels, zigzag(varint()));
      case 7 -> skip(Double.BYTES);
      case 8 -> skip(varint()); // bytes
      case 9, 10 -> list(levels); // or a set
      case 11 -> map(levels);
      case STRUCT -> struct(levels);
      default -> throw new IOException("metadata has a value of unknown type " + type);
    }
  }

  private void list(int levels) throws IOException {
    int header = next();
    long size = header >>> 4 == 15 ? varint() : header >>> 4;
    requireLeft(size);
    int type = header & 0xf;
    for (long i = 0; i < size; i++) {
      if (type == STRUCT) {
        visitor.element(path, levels);
      }
      value(type, levels);
    }
  }

  private void map(int levels) throws IOException {
    long size = varint();
    requireLeft(size);
    if (size > 0) {
      int types = next();
      for (long i = 0; i < size; i++) {
        value(types >>> 4, levels);
        value(types & 0xf, levels);
      }
    }
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = next();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("metadata has a number of more than 64 bits");
  }

  private static long zigzag(long value) {
    return value >>> 1 ^ -(value & 1);
  }

  private int next() throws IOException {
    requireLeft(1);
    int next = in.read();
    if (next < 0) {
      throw new EOFException("metadata ends too early");
    }
    left--;
    return next;
  }

  private void skip(long bytes) throws IOException {
    requireLeft(bytes);
    in.skipNBytes(bytes);
    left -= bytes;
  }

  private void requireLeft(long bytes) throws IOException {
    if (bytes < 0 || bytes > left) {
      throw new IOException(
          "metadata claims %s more bytes, there are %d"
              .formatted(Long.toUnsignedString(bytes), left));
    }
  }
}
