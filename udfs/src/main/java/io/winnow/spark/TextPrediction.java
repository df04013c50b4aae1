package io.winnow.spark;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * What a model predicts for a text.
 *
 * @param entities in reading order; none overlap
 * @param mnlp see {@link io.winnow.acquisition.Formulas#MNLP}; nothing for a text without words
 *     that the model sees
 */
public record TextPrediction(List<TextEntity> entities, OptionalDouble mnlp) {

  /** Of a text without words that the model sees. */
  static final TextPrediction EMPTY = new TextPrediction(List.of(), OptionalDouble.empty());

  /**
   * An entity in a text, at {@code [start, end)} in UTF-16 units as Java and Scala count.
   *
   * @param confidence in 0 to 1, see {@link io.winnow.decoding.IobDecoder#spans}
   */
  public record TextEntity(int start, int end, String text, String type, double confidence) {

    public static final StructType TYPE =
        new StructType()
            .add("start", IntegerType, false)
            .add("end", IntegerType, false)
            .add("text", StringType, false)
            .add("type", StringType, false)
            .add("confidence", DoubleType, false);

    public static final ArrayType LIST = new ArrayType(TYPE, false);
  }

  /** What of a prediction becomes a column. All of them come from one run of the model. */
  public enum TextColumn {
    /** The entities; an empty array for a text without any. */
    ENTITIES(
        TextEntity.LIST,
        prediction ->
            prediction.entities().stream()
                .map(it -> RowFactory.create(it.start, it.end, it.text, it.type, it.confidence))
                .toArray(Row[]::new)),
    /** How sure the model is of the text; null for a text without words that it sees. */
    MNLP(DoubleType, it -> it.mnlp().isPresent() ? it.mnlp().getAsDouble() : null);

    private final DataType type;
    private final Function<TextPrediction, Object> value;

    TextColumn(DataType type, Function<TextPrediction, Object> value) {
      this.type = type;
      this.value = value;
    }

    public DataType type() {
      return type;
    }

    /**
     * As {@link Row} holds it.
     *
     * @param prediction null where there is none
     */
    public Object value(TextPrediction prediction) {
      return prediction == null ? null : value.apply(prediction);
    }
  }
}
