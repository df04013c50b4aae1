package io.winnow.contract.parquet;

import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** What a column can hold, whatever physical type a tool gave it. */
public final class ColumnTypes {

  /** The maximum of every database; a file could claim millions of digits. */
  private static final int MAX_SCALE = 38;

  private ColumnTypes() {}

  /** Whether its values are numbers: any integer, float or decimal. */
  public static boolean isNumber(Type type) {
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

  /** Whether its values are texts: any string, or a number as one. */
  public static boolean isText(Type type) {
    return isNumber(type) || isPrimitive(type, PrimitiveTypeName.BINARY);
  }

  /**
   * A tool that saw only nulls or empty lists had to invent a type, most often INT32. Such a column
   * is fine for as long as it holds nothing.
   */
  public static boolean isPlaceholder(Type type) {
    return isPrimitive(type, PrimitiveTypeName.INT32);
  }

  private static boolean isPrimitive(Type type, PrimitiveTypeName name) {
    return type.isPrimitive() && type.asPrimitiveType().getPrimitiveTypeName() == name;
  }

  /**
   * The type of a list's elements; empty if the column is no list. Tools write lists on three
   * levels, on two (older writers), or as a bare repeated field; the rules are those of Parquet's
   * LogicalTypes page, "Lists", backward compatibility.
   */
  public static Optional<Type> element(Type column) {
    if (column.isRepetition(Repetition.REPEATED)) {
      return Optional.of(column);
    }
    if (column.isPrimitive() || column.asGroupType().getFieldCount() != 1) {
      return Optional.empty();
    }
    Type repeated = column.asGroupType().getType(0);
    if (!repeated.isRepetition(Repetition.REPEATED)) {
      return Optional.empty();
    }
    if (repeated.isPrimitive()) {
      return Optional.of(repeated);
    }
    GroupType group = repeated.asGroupType();
    if (group.getFieldCount() > 1
        || group.getName().equals("array")
        || group.getName().equals(column.getName() + "_tuple")) {
      return Optional.of(group);
    }
    return Optional.of(group.getType(0)).filter(one -> !one.isRepetition(Repetition.REPEATED));
  }
}
