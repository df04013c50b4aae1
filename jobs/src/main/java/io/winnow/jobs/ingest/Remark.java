package io.winnow.jobs.ingest;

import static org.apache.spark.sql.types.DataTypes.StringType;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Something that a person should hear of a record or a file, though it was read. Remarks with the
 * same text are one, with a count.
 *
 * @param text a field's name, or a line
 * @param example what this record shows of it; empty if there is nothing to show
 */
record Remark(Kind kind, String text, String example) implements Serializable {

  enum Kind {
    /** A field that was not used. */
    UNUSED,
    /** A field that held spans. */
    SPANS,
    /** An empty list: no entity, if others of the same name hold spans. */
    EMPTY,
    /** A sentence of a record that is not its first. */
    FURTHER,
    /** How something was understood that could be meant in more ways than one. */
    NOTE,
    /** What may be wrong. Shown with its count and the first examples. */
    WARNING
  }

  static final Remark FURTHER = new Remark(Kind.FURTHER, "", "");

  static final StructType SCHEMA =
      new StructType().add("kind", StringType).add("text", StringType).add("example", StringType);

  static Remark unused(String field) {
    return new Remark(Kind.UNUSED, field, "");
  }

  /**
   * @param path where the list is; which one of several does not matter
   */
  static Remark spans(String path) {
    return new Remark(Kind.SPANS, withoutNumbers(path), "");
  }

  /**
   * @param path as that of {@link #spans}
   */
  static Remark empty(String path) {
    return new Remark(Kind.EMPTY, withoutNumbers(path), "");
  }

  private static String withoutNumbers(String path) {
    return path.replaceAll("\\[\\d+\\]", "[]");
  }

  static Remark note(String line) {
    return new Remark(Kind.NOTE, line, "");
  }

  /**
   * @param text such as {@code entities that cut a word}: its count follows
   */
  static Remark warning(String text, String example) {
    return new Remark(Kind.WARNING, text, example);
  }

  static Remark of(Row row) {
    return new Remark(Kind.valueOf(row.getString(0)), row.getString(1), row.getString(2));
  }

  Row row() {
    return RowFactory.create(kind.name(), text, example);
  }
}
