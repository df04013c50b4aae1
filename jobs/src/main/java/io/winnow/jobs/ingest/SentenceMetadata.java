package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import io.winnow.spark.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What an input says of its sentences beside text and labels, as columns.
 *
 * @param columns in the order of their names; a whole number, a number, true or false, or a text if
 *     some of its values are texts
 * @param leftOut names that differ from another one in capitals alone: SQL takes them for the same
 */
record SentenceMetadata(StructType columns, List<String> leftOut) {

  /** Records whose fields' names are data have no end of them. */
  private static final int MOST = 200;

  private static final int NAMES_SHOWN = 20;

  static final SentenceMetadata NONE = new SentenceMetadata(new StructType(), List.of());

  SentenceMetadata {
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Looks at all records.
   *
   * @param parsed of {@link RecordRows#SCHEMA}
   * @throws InputException if there are more than {@value #MOST}
   */
  static SentenceMetadata of(Dataset<Row> parsed) {
    Dataset<Row> given = parsed.select(Schemas.METADATA).where(Schemas.METADATA + " IS NOT NULL");
    if (given.isEmpty()) {
      return NONE;
    }
    StructType found = parsed.sparkSession().read().json(given.as(Encoders.STRING())).schema();
    if (found.size() > MOST) {
      throw new InputException(
          "The records have %,d fields with metadata, at most %d can be columns: name those to keep, init.metadata=[...], or none, init.metadata=[]. There are %s, ..."
              .formatted(
                  found.size(),
                  MOST,
                  Stream.of(found.fieldNames())
                      .limit(NAMES_SHOWN)
                      .collect(Collectors.joining(", "))));
    }
    StructType columns = new StructType();
    List<String> leftOut = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (StructField field : found.fields()) {
      if (names.add(field.name().toLowerCase(Locale.ROOT))) {
        columns = columns.add(field.name(), type(field.dataType()), true);
      } else {
        leftOut.add(field.name());
      }
    }
    return new SentenceMetadata(columns, leftOut);
  }

  /** A number beyond all whole numbers of Java's is a number all the same. */
  private static DataType type(DataType found) {
    return Set.of(DataTypes.LongType, DataTypes.BooleanType, DataTypes.StringType).contains(found)
        ? found
        : DataTypes.DoubleType;
  }

  /**
   * The columns of a schema, and metadata as a struct if there are any.
   *
   * @param sentences with metadata as JSON
   */
  Dataset<Row> applied(Dataset<Row> sentences, StructType schema) {
    return columns.isEmpty()
        ? sentences.selectExpr(schema.fieldNames())
        : sentences
            .withColumn(Schemas.METADATA, from_json(col(Schemas.METADATA), columns))
            .selectExpr(schema.add(Schemas.METADATA, columns).fieldNames());
  }

  /** A field as the column that it becomes, of sentences with metadata as JSON. */
  Column typed(String field) {
    return from_json(col(Schemas.METADATA), columns).getField(field);
  }

  /** A field as text, of sentences with metadata as JSON. */
  static Column text(String field) {
    StructType alone = new StructType().add(field, DataTypes.StringType);
    return from_json(col(Schemas.METADATA), alone).getField(field);
  }

  /**
   * @throws InputException if no record has such a field
   */
  void requireField(String setting, String field) {
    if (!List.of(columns.fieldNames()).contains(field)) {
      throw new InputException(
          "%s is %s, which no record has as metadata; there are %s"
              .formatted(setting, field, columns.isEmpty() ? "none" : columns.simpleString()));
    }
  }

  /** For people, a line each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!columns.isEmpty()) {
      String each =
          Stream.of(columns.fields())
              .limit(NAMES_SHOWN)
              .map(field -> "%s (%s)".formatted(field.name(), field.dataType().simpleString()))
              .collect(Collectors.joining(", "));
      String more = columns.size() > NAMES_SHOWN ? ", ..." : "";
      notes.add("metadata: %s%s".formatted(each, more));
    }
    if (!leftOut.isEmpty()) {
      notes.add(
          "Warning: fields that differ from another one in capitals alone are not kept as metadata:"
              + " "
              + String.join(", ", leftOut));
    }
    return notes;
  }
}
