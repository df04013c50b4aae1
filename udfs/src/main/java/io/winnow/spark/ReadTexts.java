package io.winnow.spark;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Puts what a model reads in a partition's texts behind its rows, in their order.
 *
 * @param text place of the text's column, counted from 0
 * @param columns each one more column, in this order
 */
public record ReadTexts(TextModel model, int text, List<TextColumn> columns)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    TextReader reader = TextReader.in(TaskContext.get(), model);
    return new TextWindows<>(
        reader, model.windowTexts(), rows, row -> row.getString(text), this::appended);
  }

  private Row appended(Row row, TextReading reading) {
    Object[] values = new Object[row.size() + columns.size()];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    for (int i = 0; i < columns.size(); i++) {
      values[row.size() + i] = columns.get(i).value(reading);
    }
    return RowFactory.create(values);
  }
}
