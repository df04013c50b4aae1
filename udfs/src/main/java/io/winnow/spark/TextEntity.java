package io.winnow.spark;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;

/**
 * An entity in a text, by characters.
 *
 * @param start first character in the text, in UTF-16 units as Java and Scala count
 * @param end one past the last character
 * @param text the characters between
 * @param type such as {@code PER}
 * @param confidence in 0 to 1, see {@link io.winnow.decoding.IobDecoder#spans}
 */
public record TextEntity(int start, int end, String text, String type, double confidence) {

  /** As a struct in a column. */
  public static final StructType TYPE =
      new StructType()
          .add("start", IntegerType, false)
          .add("end", IntegerType, false)
          .add("text", StringType, false)
          .add("type", StringType, false)
          .add("confidence", DoubleType, false);

  /** A column of all entities of a text, in reading order. */
  public static final ArrayType LIST = new ArrayType(TYPE, false);

  Row row() {
    return RowFactory.create(start, end, text, type, confidence);
  }
}
