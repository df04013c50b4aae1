package io.winnow.spark;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What of a reading becomes a column. All of them come from one run of the model. */
public enum TextColumn {
  /** The entities; an empty array for a text without any. */
  ENTITIES(TextEntity.LIST) {
    @Override
    Object of(TextReading reading) {
      return reading.entities().stream().map(TextEntity::row).toArray(Row[]::new);
    }
  },
  /** How sure the model is of the text; null for a text without words. */
  MNLP(DataTypes.DoubleType) {
    @Override
    Object of(TextReading reading) {
      return reading.mnlp().isPresent() ? reading.mnlp().getAsDouble() : null;
    }
  };

  private final DataType type;

  TextColumn(DataType type) {
    this.type = type;
  }

  public DataType type() {
    return type;
  }

  /**
   * As {@link Row} holds it.
   *
   * @param reading null where the text is null
   */
  public Object value(TextReading reading) {
    return reading == null ? null : of(reading);
  }

  abstract Object of(TextReading reading);
}
