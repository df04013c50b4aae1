package io.winnow.jobs.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.exchange.DataSetColumns;
import io.winnow.exchange.HubFeature;
import io.winnow.exchange.HubFeature.Many;
import io.winnow.exchange.HubFeature.Value;
import io.winnow.spark.Schemas;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What an export says of a sentence beside its text and entities: how its label came about, where
 * it comes from, and the columns of the input that were kept with it, under their own names.
 *
 * @param kept a kept column's name in the export, to its field
 */
record AboutColumns(Map<String, StructField> kept) {

  /** Of each sentence, but where a kept column has the name. */
  private static final List<String> ORIGIN = List.of("source", "source_id");

  private static final Map<String, HubFeature> LABEL = new LinkedHashMap<>();

  static {
    LABEL.put("confidence", Value.FLOAT64);
    LABEL.put("annotators", new Many(Value.STRING));
    LABEL.put("adjudicator", Value.STRING);
    LABEL.put("round", Value.INT32);
  }

  /**
   * Names differ in more than capitals, as SQL wants it. A kept {@code source} or {@code source_id}
   * takes the place of Winnow's; one that is called as anything else of these gets another name.
   *
   * @param sentences a table that may have kept columns
   */
  static AboutColumns of(Dataset<Row> sentences) {
    Set<String> taken = new HashSet<>(DataSetColumns.OWN);
    taken.addAll(LABEL.keySet());
    Map<String, StructField> kept = new LinkedHashMap<>();
    for (StructField field : fields(sentences)) {
      String name = field.name();
      while (!taken.add(name.toLowerCase(Locale.ROOT))) {
        name = Schemas.METADATA + "_" + name;
      }
      kept.put(name, field);
    }
    return new AboutColumns(kept);
  }

  private static List<StructField> fields(Dataset<Row> sentences) {
    Optional<StructField> metadata =
        Arrays.stream(sentences.schema().fields())
            .filter(field -> field.name().equals(Schemas.METADATA))
            .findFirst();
    return metadata
        .filter(field -> field.dataType() instanceof StructType)
        .map(field -> List.of(((StructType) field.dataType()).fields()))
        .orElse(List.of());
  }

  private Stream<String> origin() {
    return ORIGIN.stream().filter(name -> kept.keySet().stream().noneMatch(name::equalsIgnoreCase));
  }

  /** What a table of sentences has of them. */
  Stream<Column> ofSentences() {
    return Stream.concat(
        origin().map(name -> col(name)),
        kept.entrySet().stream()
            .map(
                it ->
                    plain(
                            col(Schemas.METADATA).getField(it.getValue().name()),
                            it.getValue().dataType())
                        .as(it.getKey())));
  }

  /** As one of the plain values that every format has. */
  private static Column plain(Column column, DataType type) {
    if (type instanceof ArrayType || type instanceof StructType || type instanceof MapType) {
      return to_json(column);
    }
    return column.cast(
        switch (feature(type)) {
          case INT64 -> DataTypes.LongType;
          case FLOAT64 -> DataTypes.DoubleType;
          case BOOL -> DataTypes.BooleanType;
          default -> DataTypes.StringType;
        });
  }

  private static Value feature(DataType type) {
    if (type instanceof ByteType
        || type instanceof ShortType
        || type instanceof IntegerType
        || type instanceof LongType) {
      return Value.INT64;
    }
    if (type instanceof FloatType || type instanceof DoubleType) {
      return Value.FLOAT64;
    }
    return type instanceof BooleanType ? Value.BOOL : Value.STRING;
  }

  Map<String, HubFeature> features() {
    Map<String, HubFeature> all = new LinkedHashMap<>(LABEL);
    origin().forEach(name -> all.put(name, Value.STRING));
    kept.forEach((name, field) -> all.put(name, feature(field.dataType())));
    return all;
  }

  /**
   * @param row that has all of these columns
   */
  static ObjectNode in(Row row, Set<String> columns) {
    ObjectNode about = JsonNodeFactory.instance.objectNode();
    columns.forEach(name -> put(about, name, row.get(row.fieldIndex(name))));
    return about;
  }

  private static void put(ObjectNode about, String name, Object value) {
    if (value instanceof String text) {
      about.put(name, text);
    } else if (value instanceof Double number) {
      about.put(name, number);
    } else if (value instanceof Long number) {
      about.put(name, number);
    } else if (value instanceof Integer number) {
      about.put(name, number);
    } else if (value instanceof Boolean truth) {
      about.put(name, truth);
    } else if (value instanceof scala.collection.Seq<?> texts) {
      scala.collection.JavaConverters.seqAsJavaList(texts)
          .forEach(text -> about.withArray(name).add((String) text));
    } else {
      about.putNull(name);
    }
  }
}
