package io.winnow.model.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes as much of Python's pickle protocol 2 (PEP 307) as a TorchScript archive needs. {@link
 * Unpickler} reads more.
 */
public final class Pickle {

  // Opcodes, by their names in CPython's pickletools.
  static final char PROTO = 0x80;
  static final char STOP = '.';
  static final char FRAME = 0x95;
  public static final char NONE = 'N';
  public static final char NEWTRUE = 0x88;
  static final char NEWFALSE = 0x89;
  static final char BININT = 'J';
  static final char BININT1 = 'K';
  static final char BININT2 = 'M';
  static final char LONG1 = 0x8a;
  static final char BINFLOAT = 'G';
  static final char SHORT_BINSTRING = 'U';
  static final char BINSTRING = 'T';
  static final char SHORT_BINUNICODE = 0x8c;
  static final char BINUNICODE = 'X';
  static final char BINUNICODE8 = 0x8d;
  static final char SHORT_BINBYTES = 'C';
  static final char BINBYTES = 'B';
  public static final char MARK = '(';
  public static final char EMPTY_TUPLE = ')';
  static final char TUPLE1 = 0x85;
  static final char TUPLE2 = 0x86;
  static final char TUPLE3 = 0x87;
  public static final char TUPLE = 't';
  static final char EMPTY_LIST = ']';
  static final char APPEND = 'a';
  static final char APPENDS = 'e';
  public static final char EMPTY_DICT = '}';
  static final char SETITEM = 's';
  public static final char SETITEMS = 'u';
  static final char POP = '0';
  static final char POP_MARK = '1';
  static final char BINPUT = 'q';
  static final char LONG_BINPUT = 'r';
  static final char MEMOIZE = 0x94;
  static final char BINGET = 'h';
  static final char LONG_BINGET = 'j';
  static final char GLOBAL = 'c';
  static final char STACK_GLOBAL = 0x93;
  public static final char REDUCE = 'R';
  public static final char NEWOBJ = 0x81;
  public static final char BUILD = 'b';
  public static final char BINPERSID = 'Q';

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public Pickle() {
    op(PROTO, (char) 2);
  }

  public Pickle op(char... opcodes) {
    for (char opcode : opcodes) {
      out.write(opcode);
    }
    return this;
  }

  public Pickle global(String module, String name) {
    out.writeBytes("%c%s\n%s\n".formatted(GLOBAL, module, name).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public Pickle string(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    op(BINUNICODE).out.writeBytes(little(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
    return this;
  }

  public Pickle number(long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      // A count of bytes, then the value.
      op(LONG1, (char) Long.BYTES);
      out.writeBytes(little(Long.BYTES).putLong(value).array());
    } else {
      op(BININT).out.writeBytes(little(Integer.BYTES).putInt((int) value).array());
    }
    return this;
  }

  public Pickle number(double value) {
    op(BINFLOAT).out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    return this;
  }

  public Pickle numbers(List<Long> values) {
    op(MARK);
    values.forEach(this::number);
    return op(TUPLE);
  }

  public byte[] finish() {
    return op(STOP).out.toByteArray();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
