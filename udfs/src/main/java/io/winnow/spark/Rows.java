package io.winnow.spark;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.text.Word;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Between Spark's rows, as {@link Schemas} lays them out, and Winnow's records. */
public final class Rows {

  private Rows() {}

  /** A row with at least {@code id}, {@code text} and {@code words}. */
  public static Sentence sentence(Row row) {
    return new Sentence(row.getAs("id"), row.getAs("text"), words(row));
  }

  public static List<Word> words(Row row) {
    List<Row> words = row.getList(row.fieldIndex("words"));
    return words.stream().map(w -> new Word(w.getString(0), w.getInt(1), w.getInt(2))).toList();
  }

  /** The spans of a column of {@link Schemas#SPAN} or {@link Schemas#CONFIDENT_SPAN}. */
  public static List<EntitySpan> spans(Row row, String column) {
    return row.<Row>getList(row.fieldIndex(column)).stream().map(Rows::span).toList();
  }

  /** The versions of a selected sentence; none where the column is null or not there. */
  public static List<List<EntitySpan>> versions(Row row, String column) {
    return Rows.<Row>list(row, column).stream().map(version -> spans(version, "spans")).toList();
  }

  /** The elements of a list; none where the column is null or not there. */
  public static <T> List<T> list(Row row, String column) {
    boolean isThere = List.of(row.schema().fieldNames()).contains(column);
    return isThere && !row.isNullAt(row.fieldIndex(column))
        ? row.getList(row.fieldIndex(column))
        : List.of();
  }

  /** An array, as Spark's row encoder takes a list column. */
  public static Row[] ofWords(List<Word> words) {
    Row[] rows = new Row[words.size()];
    int i = 0;
    for (Word word : words) {
      rows[i++] = RowFactory.create(word.text(), word.start(), word.end());
    }
    return rows;
  }

  public static Row[] ofSpans(List<EntitySpan> spans) {
    return spans.stream()
        .map(span -> RowFactory.create(span.startWord(), span.endWord(), span.type()))
        .toArray(Row[]::new);
  }

  public static Row[] ofConfidentSpans(List<ConfidentSpan> spans) {
    return spans.stream()
        .map(
            found -> {
              EntitySpan span = found.span();
              return RowFactory.create(
                  span.startWord(), span.endWord(), span.type(), found.confidence());
            })
        .toArray(Row[]::new);
  }

  public static List<ConfidentSpan> confidentSpans(Row row, String column) {
    return row.<Row>getList(row.fieldIndex(column)).stream()
        .map(span -> new ConfidentSpan(span(span), span.getDouble(3)))
        .toList();
  }

  private static EntitySpan span(Row span) {
    return new EntitySpan(span.getInt(0), span.getInt(1), span.getString(2));
  }

  /** The values of a column of floats; none where it is null. */
  public static float[] floats(Row row, String column) {
    int at = row.fieldIndex(column);
    List<Float> values = row.isNullAt(at) ? List.of() : row.getList(at);
    float[] floats = new float[values.size()];
    int i = 0;
    for (float value : values) {
      floats[i++] = value;
    }
    return floats;
  }
}
