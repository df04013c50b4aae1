package io.winnow.contract.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.parquet.bytes.BytesUtils;

/**
 * Rows as bytes, for {@link RowsIn}. Names of fields, and texts that many rows have, are written
 * once and then told by their numbers.
 */
final class RowsOut {

  /** What a value is; its first byte. */
  static final int NULL = 0;

  static final int FALSE = 1;
  static final int TRUE = 2;
  static final int LONG = 3;
  static final int DOUBLE = 4;
  static final int DECIMAL = 5;
  static final int TEXT = 6;
  static final int NEW_TEXT = 7;
  static final int KNOWN_TEXT = 8;
  static final int LIST = 9;
  static final int STRUCT = 10;

  /** How many characters of texts are remembered on the other side. */
  static final int MOST_KNOWN = 4 << 20;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, Integer> names = new HashMap<>();
  private int texts;
  private int known;

  /** Bytes that wait. */
  int size() {
    return out.size();
  }

  /** Takes them. */
  byte[] take() {
    byte[] bytes = out.toByteArray();
    out.reset();
    return bytes;
  }

  void row(ObjectNode row) {
    value(row);
  }

  private void value(JsonNode value) {
    switch (value.getNodeType()) {
      case BOOLEAN -> out.write(value.booleanValue() ? TRUE : FALSE);
      case NUMBER -> number(value);
      case STRING -> text(value);
      case ARRAY -> {
        out.write(LIST);
        varint(value.size());
        value.forEach(this::value);
      }
      case OBJECT -> {
        out.write(STRUCT);
        varint(value.size());
        Iterator<Map.Entry<String, JsonNode>> fields = value.fields();
        while (fields.hasNext()) {
          Map.Entry<String, JsonNode> field = fields.next();
          name(field.getKey());
          value(field.getValue());
        }
      }
      default -> out.write(NULL);
    }
  }

  private void number(JsonNode value) {
    if (value.isLong()) {
      out.write(LONG);
      varint(value.longValue());
    } else if (value.isBigDecimal()) {
      out.write(DECIMAL);
      bytes(value.decimalValue().toString());
    } else {
      out.write(DOUBLE);
      long bits = Double.doubleToRawLongBits(value.doubleValue());
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        out.write((int) (bits >>> shift));
      }
    }
  }

  private void text(JsonNode value) {
    String text = value.textValue();
    if (!(value instanceof SharedText shared) || known + text.length() > MOST_KNOWN) {
      out.write(TEXT);
      bytes(text);
    } else if (shared.number() < 0) {
      shared.number(texts++);
      known += text.length() + 1;
      out.write(NEW_TEXT);
      bytes(text);
    } else {
      out.write(KNOWN_TEXT);
      varint(shared.number());
    }
  }

  /** A new name has the number behind the last one. */
  private void name(String name) {
    Integer number = names.putIfAbsent(name, names.size());
    varint(number == null ? names.size() - 1 : number);
    if (number == null) {
      bytes(name);
    }
  }

  private void bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    varint(bytes.length);
    out.write(bytes, 0, bytes.length);
  }

  private void varint(long value) {
    try {
      BytesUtils.writeZigZagVarLong(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
