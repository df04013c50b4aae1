package io.winnow.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.json.JsonFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * One value of a row, whatever physical type a tool gave it.
 *
 * @param holder the row, or the group that the value lies in
 * @param index place within a repeated field, else 0
 */
record Cell(Group holder, String field, int index) {

  /** The maximum of every database; a file could claim millions of digits. */
  private static final int MAX_SCALE = 38;

  /** A decimal of 38 digits needs 16 bytes; digits of a longer one would take long to count. */
  private static final int MAX_DECIMAL_BYTES = 32;

  /**
   * No value that means anything is longer; of a longer one the beginning is read, and one more.
   */
  static final int MOST_CHARACTERS = 10_000;

  /** Whether {@link #number} can read a column of this type: any integer, float or decimal. */
  static boolean readsAsNumber(Type type) {
    if (!type.isPrimitive()) {
      return false;
    }
    var annotation = type.getLogicalTypeAnnotation();
    boolean decimal =
        annotation instanceof DecimalLogicalTypeAnnotation d && d.getScale() <= MAX_SCALE;
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case INT32, INT64 ->
          annotation == null || decimal || annotation instanceof IntLogicalTypeAnnotation;
      case FLOAT, DOUBLE -> true;
      case BINARY, FIXED_LEN_BYTE_ARRAY -> decimal;
      case BOOLEAN, INT96 -> false;
    };
  }

  /** Whether {@link #text} can read a column of this type: any string, or a number as one. */
  static boolean readsAsText(Type type) {
    return readsAsNumber(type)
        || (type.isPrimitive()
            && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY);
  }

  boolean isNull() {
    return !holder.getType().containsField(field) || holder.getFieldRepetitionCount(field) <= index;
  }

  /** Null for null. */
  Group group() {
    return isNull() ? null : holder.getGroup(field, index);
  }

  /** Null for null; an id that a tool kept as a number, such as 7 or 7.0, is {@code "7"}. */
  String text() {
    if (isNull()) {
      return null;
    }
    PrimitiveType type = type();
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        && !(type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation)) {
      String text = beginning(holder.getBinary(field, index));
      return type.getLogicalTypeAnnotation() instanceof JsonLogicalTypeAnnotation
          ? unquoted(text)
          : text;
    }
    Number number = number();
    if (number instanceof Double real && real == Math.rint(real) && !real.isInfinite()) {
      return new BigDecimal(real).toPlainString();
    }
    return number == null ? null : number.toString();
  }

  /**
   * A {@code Long}, {@code Double} or {@code BigDecimal}; null for null and for NaN, which is what
   * data-frame tools write for a missing number.
   */
  Number number() {
    if (isNull()) {
      return null;
    }
    PrimitiveType type = type();
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> int32(type, holder.getInteger(field, index));
      case INT64 -> int64(type, holder.getLong(field, index));
      case FLOAT -> real(holder.getFloat(field, index));
      case DOUBLE -> real(holder.getDouble(field, index));
      default -> decimal(holder.getBinary(field, index), scale(type));
    };
  }

  /** The text that a JSON string or number stands for; anything else as it is. */
  private static String unquoted(String json) {
    try {
      JsonNode value = JsonFormat.LENIENT.readTree(json);
      return value.isTextual() || value.isNumber() ? value.asText() : json;
    } catch (JsonProcessingException e) {
      return json;
    }
  }

  private static String beginning(Binary utf8) {
    ByteBuffer bytes = utf8.toByteBuffer().duplicate();
    // Four bytes are the most that a character takes.
    bytes.limit(bytes.position() + Math.min(bytes.remaining(), 4 * (MOST_CHARACTERS + 1)));
    String text = StandardCharsets.UTF_8.decode(bytes).toString();
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS + 1);
  }

  private static Number decimal(Binary bytes, int scale) {
    if (bytes.length() == 0 || bytes.length() > MAX_DECIMAL_BYTES) {
      return Double.POSITIVE_INFINITY;
    }
    return new BigDecimal(new BigInteger(bytes.getBytes()), scale);
  }

  private PrimitiveType type() {
    return holder.getType().getType(field).asPrimitiveType();
  }

  private static Number int32(PrimitiveType type, int value) {
    if (scale(type) != 0) {
      return BigDecimal.valueOf(value, scale(type));
    }
    return isUnsigned(type) ? Integer.toUnsignedLong(value) : (long) value;
  }

  private static Number int64(PrimitiveType type, long value) {
    if (scale(type) != 0) {
      return BigDecimal.valueOf(value, scale(type));
    }
    return isUnsigned(type) ? new BigDecimal(Long.toUnsignedString(value)) : (Number) value;
  }

  private static Number real(double value) {
    return Double.isNaN(value) ? null : (Number) value;
  }

  private static boolean isUnsigned(PrimitiveType type) {
    return type.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation integer
        && !integer.isSigned();
  }

  private static int scale(PrimitiveType type) {
    return type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
        ? decimal.getScale()
        : 0;
  }
}
