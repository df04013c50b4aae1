package io.winnow.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The few opcodes of Python's pickle protocol 2 (PEP 307) that a TorchScript archive needs. */
final class Pickle {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Pickle() {
    out.write(0x80);
    out.write(2);
  }

  Pickle global(String module, String name) {
    return text("c" + module + "\n" + name + "\n");
  }

  Pickle string(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    littleEndian(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  Pickle number(long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      // LONG1: a count of bytes, then the value
      out.write(0x8a);
      out.write(Long.BYTES);
      out.writeBytes(
          ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
      return this;
    }
    out.write('J');
    littleEndian((int) value);
    return this;
  }

  Pickle number(double value) {
    out.write('G');
    out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    return this;
  }

  Pickle numbers(List<Long> values) {
    mark();
    values.forEach(this::number);
    return tuple();
  }

  Pickle yes() {
    out.write(0x88);
    return this;
  }

  Pickle none() {
    return text("N");
  }

  Pickle mark() {
    return text("(");
  }

  /** Everything since the last mark as one tuple. */
  Pickle tuple() {
    return text("t");
  }

  Pickle emptyTuple() {
    return text(")");
  }

  Pickle emptyDictionary() {
    return text("}");
  }

  /** Everything since the last mark as keys and values of the dictionary below it. */
  Pickle setItems() {
    return text("u");
  }

  /** A class and its arguments become an object. */
  Pickle newObject() {
    out.write(0x81);
    return this;
  }

  /** An object takes the state above it. */
  Pickle build() {
    return text("b");
  }

  /** A function and its arguments become the result. */
  Pickle reduce() {
    return text("R");
  }

  /** The tuple on top names a storage kept outside of the pickle. */
  Pickle persistentId() {
    return text("Q");
  }

  byte[] finish() {
    text(".");
    return out.toByteArray();
  }

  private Pickle text(String opcodes) {
    out.writeBytes(opcodes.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private void littleEndian(int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write(value >>> shift);
    }
  }
}
