package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.winnow.spark.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataType;
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
   * @param kinds of all records
   * @throws InputException if there are more than {@value #MOST}
   */
  static SentenceMetadata of(FieldKinds kinds) {
    SortedMap<String, DataType> found = kinds.types();
    if (found.size() > MOST) {
      throw new InputException(
          "The records have %,d fields with metadata%s, at most %d can be columns: name those to keep, init.metadata=[...], or none, init.metadata=[]. There are %s, ..."
              .formatted(
                  found.size(),
                  found.size() == FieldKinds.MOST ? " or more" : "",
                  MOST,
                  found.keySet().stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "))));
    }
    StructType columns = new StructType();
    List<String> leftOut = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (Map.Entry<String, DataType> field : found.entrySet()) {
      if (names.add(field.getKey().toLowerCase(Locale.ROOT))) {
        columns = columns.add(field.getKey(), field.getValue(), true);
      } else {
        leftOut.add(field.getKey());
      }
    }
    return new SentenceMetadata(columns, leftOut);
  }

  /**
   * The columns of a schema, and metadata as a struct if there are any.
   *
   * @param sentences with metadata as JSON
   */
  Dataset<Row> applied(Dataset<Row> sentences, StructType schema) {
    if (columns.isEmpty()) {
      return sentences.selectExpr(schema.fieldNames());
    }
    UserDefinedFunction typed = udf(TypedFields.of(columns), columns);
    return sentences
        .withColumn(Schemas.METADATA, typed.apply(col(Schemas.METADATA)))
        .selectExpr(schema.add(Schemas.METADATA, columns).fieldNames());
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
