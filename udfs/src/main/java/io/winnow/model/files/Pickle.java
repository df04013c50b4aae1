package io.winnow.model.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** As much of Python's pickle protocol 2 (PEP 307) as a TorchScript archive needs. */
public final class Pickle {

  // Opcodes without arguments, by their names in CPython's pickletools.
  public static final char MARK = '(';
  public static final char TUPLE = 't';
  public static final char EMPTY_TUPLE = ')';
  public static final char EMPTY_DICT = '}';
  public static final char SETITEMS = 'u';
  public static final char NEWOBJ = 0x81;
  public static final char BUILD = 'b';
  public static final char REDUCE = 'R';
  public static final char BINPERSID = 'Q';
  public static final char NEWTRUE = 0x88;
  public static final char NONE = 'N';

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public Pickle() {
    op((char) 0x80, (char) 2);
  }

  public Pickle op(char... opcodes) {
    for (char opcode : opcodes) {
      out.write(opcode);
    }
    return this;
  }

  public Pickle global(String module, String name) {
    out.writeBytes("c%s\n%s\n".formatted(module, name).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public Pickle string(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    op('X').out.writeBytes(little(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
    return this;
  }

  public Pickle number(long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      // LONG1: a count of bytes, then the value
      op((char) 0x8a, (char) Long.BYTES);
      out.writeBytes(little(Long.BYTES).putLong(value).array());
    } else {
      op('J').out.writeBytes(little(Integer.BYTES).putInt((int) value).array());
    }
    return this;
  }

  public Pickle number(double value) {
    op('G').out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    return this;
  }

  public Pickle numbers(List<Long> values) {
    op(MARK);
    values.forEach(this::number);
    return op(TUPLE);
  }

  public byte[] finish() {
    return op('.').out.toByteArray();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
