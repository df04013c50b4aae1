package io.winnow.spark.ml;

import io.winnow.model.Precision;
import io.winnow.spark.ModelFiles;
import io.winnow.spark.TextInference;
import io.winnow.spark.TextPrediction;
import io.winnow.spark.TextPrediction.TextColumn;
import io.winnow.spark.TextPrediction.TextEntity;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * Finds named entities in a column of texts, and the model's confidence in each text.
 *
 * <p>{@code transform} keeps all columns and rows in their order and appends {@code outputCol}, of
 * {@link TextEntity#LIST}, and if asked for {@code scoreCol}, the MNLP: {@link
 * io.winnow.acquisition.Formulas#MNLP}. A null text gives null; a text without words that the model
 * sees an empty array and a null score. Texts may be of any length. Works on streams, too.
 *
 * <p>Written by {@code write().save(path)} are the params, not the model: {@code modelUrl} must be
 * there when it is loaded and used. Each executor holds a model once for each device. A task takes
 * its rows in windows, sorted by length inside.
 *
 * @since 0.1.0
 */
public final class EntityRecognizer extends EntityRecognizerParams
    implements DefaultParamsWritable {

  public EntityRecognizer() {
    this("EntityRecognizer_" + UUID.randomUUID().toString().substring(24));
  }

  /** As Spark makes one that it loads or copies. */
  public EntityRecognizer(String uid) {
    super(uid);
  }

  /**
   * Loads what {@code write().save(path)} wrote.
   *
   * @param path on any Hadoop file system
   */
  public static EntityRecognizer load(String path) {
    return read().load(path);
  }

  public static MLReader<EntityRecognizer> read() {
    return new DefaultParamsReader<>();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> texts) {
    StructType schema = transformSchema(texts.schema());
    List<TextColumn> columns = new ArrayList<>(List.of(TextColumn.ENTITIES));
    if (!getScoreCol().isEmpty()) {
      columns.add(TextColumn.MNLP);
    }
    TextInference inference =
        new TextInference(
            ModelFiles.ship(texts.sparkSession(), getModelUrl()),
            Precision.valueOf(getPrecision().toUpperCase(Locale.ROOT)),
            getBatchTokens(),
            getBatchSize(),
            getOverlapTokens(),
            getWindowSentences());
    Appender appender = new Appender(inference, inputPlace(texts.schema()), columns);
    return texts.toDF().mapPartitions(appender, Encoders.row(schema));
  }

  /**
   * @throws IllegalArgumentException if the input column is missing or no string, an output column
   *     is there already, or no model is named
   */
  @Override
  public StructType transformSchema(StructType schema) {
    if (!isDefined(modelUrl())) {
      throw wrong("modelUrl is not set; name a HuggingFace checkpoint folder by setModelUrl");
    }
    StructField input = schema.fields()[inputPlace(schema)];
    if (!(input.dataType() instanceof StringType)) {
      throw wrong(
          "inputCol '%s' is of type %s; cast it to string, or name a column of texts by setInputCol"
              .formatted(getInputCol(), input.dataType().simpleString()));
    }
    StructType out = with(schema, "outputCol", getOutputCol(), TextColumn.ENTITIES);
    return getScoreCol().isEmpty() ? out : with(out, "scoreCol", getScoreCol(), TextColumn.MNLP);
  }

  private int inputPlace(StructType schema) {
    List<Integer> places = places(schema, getInputCol());
    if (places.size() != 1) {
      throw wrong(
          "inputCol '%s' is %d of the columns %s; name one by setInputCol"
              .formatted(getInputCol(), places.size(), List.of(schema.fieldNames())));
    }
    return places.get(0);
  }

  private StructType with(StructType schema, String param, String name, TextColumn column) {
    if (!places(schema, name).isEmpty()) {
      throw wrong(
          "%s '%s' is already among the columns %s; drop that one, or choose another name"
              .formatted(param, name, List.of(schema.fieldNames())));
    }
    return schema.add(name, column.type(), true);
  }

  /** Whether {@code Text} is {@code text} is for the session to say. */
  private static List<Integer> places(StructType schema, String name) {
    return IntStream.range(0, schema.length())
        .filter(i -> (boolean) SQLConf.get().resolver().apply(schema.fieldNames()[i], name))
        .boxed()
        .toList();
  }

  private IllegalArgumentException wrong(String problem) {
    return new IllegalArgumentException(uid() + ": " + problem);
  }

  @Override
  public EntityRecognizer copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  public EntityRecognizer setInputCol(String value) {
    return (EntityRecognizer) set(inputCol(), value);
  }

  public EntityRecognizer setOutputCol(String value) {
    return (EntityRecognizer) set(outputCol(), value);
  }

  public EntityRecognizer setScoreCol(String value) {
    return (EntityRecognizer) set(scoreCol(), value);
  }

  public EntityRecognizer setModelUrl(String value) {
    return (EntityRecognizer) set(modelUrl(), value);
  }

  public EntityRecognizer setPrecision(String value) {
    return (EntityRecognizer) set(precision(), value);
  }

  public EntityRecognizer setEngine(String value) {
    return (EntityRecognizer) set(engine(), value);
  }

  public EntityRecognizer setBatchTokens(int value) {
    return (EntityRecognizer) set(batchTokens(), value);
  }

  public EntityRecognizer setBatchSize(int value) {
    return (EntityRecognizer) set(batchSize(), value);
  }

  public EntityRecognizer setWindowSentences(int value) {
    return (EntityRecognizer) set(windowSentences(), value);
  }

  public EntityRecognizer setOverlapTokens(int value) {
    return (EntityRecognizer) set(overlapTokens(), value);
  }

  /**
   * Appends what a model predicts for a partition's texts to its rows, in their order.
   *
   * @param text place of the text's column, counted from 0
   * @param columns each one more column, in this order
   */
  private record Appender(TextInference inference, int text, List<TextColumn> columns)
      implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      return inference.predict(rows, row -> row.getString(text), this::appended);
    }

    private Row appended(Row row, TextPrediction prediction) {
      List<Object> values = new ArrayList<>(JavaConverters.seqAsJavaList(row.toSeq()));
      columns.forEach(column -> values.add(column.value(prediction)));
      return RowFactory.create(values.toArray());
    }
  }
}
