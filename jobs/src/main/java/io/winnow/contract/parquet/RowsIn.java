package io.winnow.contract.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link RowsOut} wrote. Nothing of it is longer than the bytes it is in. */
final class RowsIn {

  private static final int MOST_LEVELS = 64;

  private final List<String> names = new ArrayList<>();
  private final List<TextNode> texts = new ArrayList<>();
  private byte[] bytes = {};
  private int at;

  /** Whether another row waits. */
  boolean hasNext() {
    return at < bytes.length;
  }

  /**
   * @param rows whole ones
   */
  void feed(byte[] rows) {
    bytes = rows;
    at = 0;
  }

  /**
   * @throws IOException if these are no rows
   */
  ObjectNode row() throws IOException {
    try {
      if (value(0) instanceof ObjectNode row) {
        return row;
      }
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IOException("a row from another process is broken: " + e, e);
    }
    throw new IOException("a row from another process is none");
  }

  private JsonNode value(int level) throws IOException {
    if (level > MOST_LEVELS) {
      throw new IOException("a row is nested more than %d levels deep".formatted(MOST_LEVELS));
    }
    int kind = bytes[at++];
    return switch (kind) {
      case RowsOut.NULL -> NullNode.instance;
      case RowsOut.FALSE, RowsOut.TRUE -> BooleanNode.valueOf(kind == RowsOut.TRUE);
      case RowsOut.LONG -> LongNode.valueOf(varint());
      case RowsOut.DOUBLE -> DoubleNode.valueOf(real());
      case RowsOut.DECIMAL -> DecimalNode.valueOf(new BigDecimal(text()));
      case RowsOut.TEXT -> TextNode.valueOf(text());
      case RowsOut.NEW_TEXT -> {
        texts.add(TextNode.valueOf(text()));
        yield texts.get(texts.size() - 1);
      }
      case RowsOut.KNOWN_TEXT -> texts.get(count());
      case RowsOut.LIST -> list(level);
      case RowsOut.STRUCT -> struct(level);
      default -> throw new IOException("a value of a row is of unknown kind " + kind);
    };
  }

  private ArrayNode list(int level) throws IOException {
    int size = count();
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < size; i++) {
      list.add(value(level + 1));
    }
    return list;
  }

  private ObjectNode struct(int level) throws IOException {
    int size = count();
    ObjectNode struct = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < size; i++) {
      int name = count();
      if (name == names.size()) {
        names.add(text());
      }
      struct.set(names.get(name), value(level + 1));
    }
    return struct;
  }

  private String text() throws IOException {
    int length = count();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  private double real() {
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bits |= (bytes[at++] & 0xffL) << shift;
    }
    return Double.longBitsToDouble(bits);
  }

  private int count() throws IOException {
    long count = varint();
    if (count < 0 || count > bytes.length) {
      throw new IOException("a row claims %d of something".formatted(count));
    }
    return (int) count;
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE + 6; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new IOException("a row has a number of more than 64 bits");
  }
}
