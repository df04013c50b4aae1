package io.winnow.notebook;

import io.winnow.display.Highlight;
import io.winnow.display.HighlightedText;
import io.winnow.spark.TextPrediction.TextEntity;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A text as a model reads it. */
public final class Tagged {

  private static final StructType ENTITIES =
      new StructType()
          .add("entity", "string")
          .add("type", "string")
          .add("confidence", "double")
          .add("start", "int")
          .add("end", "int");

  private final SparkSession spark;
  private final List<String> types;
  private final String text;
  private final List<TextEntity> entities;

  Tagged(SparkSession spark, List<String> types, String text, List<TextEntity> entities) {
    this.spark = spark;
    this.types = types;
    this.text = text;
    this.entities = entities;
  }

  /** The text with its entities highlighted: the stronger the colour, the surer the model. */
  public String html() {
    return new Page(types)
        .text(new HighlightedText(text, entities.stream().map(Tagged::highlight).toList()))
        .shown();
  }

  private static Highlight highlight(TextEntity entity) {
    return Highlight.of(entity.start(), entity.end(), entity.type(), entity.confidence());
  }

  /** A row for each entity: {@code entity, type, confidence, start, end}. */
  public Dataset<Row> table() {
    return spark.createDataFrame(
        entities.stream()
            .map(
                entity ->
                    RowFactory.create(
                        Cells.plain(entity.text()),
                        entity.type(),
                        entity.confidence(),
                        entity.start(),
                        entity.end()))
            .toList(),
        ENTITIES);
  }

  @Override
  public String toString() {
    return "%,d entities in %,d characters".formatted(entities.size(), text.length());
  }
}
