package io.winnow.model.files;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, as its operations take them; a bounded number of them. */
final class PickleInput {

  static final int MAX_BYTES = 32 << 20;
  private static final int MAX_NAME = 256;

  private final String source;
  private final ByteBuffer in;
  private final int begin;

  /**
   * @param source for messages
   * @param in at the first byte; is behind the pickle in the end
   */
  PickleInput(String source, ByteBuffer in) {
    this.source = source;
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.begin = in.position();
  }

  char opcode() {
    if (in.position() - begin > MAX_BYTES) {
      throw refused("has more than %d bytes".formatted(MAX_BYTES));
    }
    return (char) uint1();
  }

  int uint1() {
    return Byte.toUnsignedInt(in.get());
  }

  int uint2() {
    return Short.toUnsignedInt(in.getShort());
  }

  int int4() {
    return in.getInt();
  }

  long uint4() {
    return Integer.toUnsignedLong(in.getInt());
  }

  long int8() {
    return in.getLong();
  }

  /** Big-endian, unlike all else. */
  double float8() {
    return Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
  }

  /** A whole number in so many bytes: a Long where it is one. */
  Number whole(int count) {
    byte[] bytes = bytes(count);
    for (int i = 0, j = count - 1; i < j; i++, j--) {
      byte low = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = low;
    }
    BigInteger number = count == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  String text(long count) {
    return new String(bytes(count), StandardCharsets.UTF_8);
  }

  byte[] bytes(long count) {
    if (count < 0 || count > MAX_BYTES) {
      throw refused("has a text of %d bytes, of at most %d".formatted(count, MAX_BYTES));
    }
    if (count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[(int) count];
    in.get(bytes);
    return bytes;
  }

  /** Up to the line's end, which is read, too. */
  String line() {
    int from = in.position();
    while (in.get() != '\n') {
      if (in.position() - from > MAX_NAME) {
        throw damaged();
      }
    }
    byte[] line = new byte[in.position() - 1 - from];
    in.get(from, line);
    return new String(line, StandardCharsets.UTF_8);
  }

  InvalidModelException endless(BufferUnderflowException cause) {
    return new InvalidModelException(
        "%s is cut short: it ends at byte %d, inside a pickle; copy it again"
            .formatted(source, in.limit()),
        cause);
  }

  InvalidModelException damaged() {
    return refused("is damaged before byte %d, copy it again".formatted(in.position()));
  }

  InvalidModelException refused(String why) {
    return new InvalidModelException("%s: its pickle %s".formatted(source, why));
  }

  /** Of what was read last. */
  int place() {
    return in.position() - 1;
  }
}
