package io.winnow.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** As much of Python's pickle protocol 2 (PEP 307) as a TorchScript archive needs. */
final class Pickle {

  // Opcodes without arguments, by their names in CPython's pickletools.
  static final char MARK = '(';
  static final char TUPLE = 't';
  static final char EMPTY_TUPLE = ')';
  static final char EMPTY_DICT = '}';
  static final char SETITEMS = 'u';
  static final char NEWOBJ = 0x81;
  static final char BUILD = 'b';
  static final char REDUCE = 'R';
  static final char BINPERSID = 'Q';
  static final char NEWTRUE = 0x88;
  static final char NONE = 'N';

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Pickle() {
    op((char) 0x80, (char) 2);
  }

  Pickle op(char... opcodes) {
    for (char opcode : opcodes) {
      out.write(opcode);
    }
    return this;
  }

  Pickle global(String module, String name) {
    out.writeBytes("c%s\n%s\n".formatted(module, name).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Pickle string(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    op('X').out.writeBytes(little(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
    return this;
  }

  Pickle number(long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      // LONG1: a count of bytes, then the value
      op((char) 0x8a, (char) Long.BYTES);
      out.writeBytes(little(Long.BYTES).putLong(value).array());
    } else {
      op('J').out.writeBytes(little(Integer.BYTES).putInt((int) value).array());
    }
    return this;
  }

  Pickle number(double value) {
    op('G').out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    return this;
  }

  Pickle numbers(List<Long> values) {
    op(MARK);
    values.forEach(this::number);
    return op(TUPLE);
  }

  byte[] finish() {
    return op('.').out.toByteArray();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
