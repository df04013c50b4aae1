package io.winnow.spark.sql;

import io.winnow.spark.TextColumn;
import io.winnow.spark.TextModel;
import io.winnow.spark.TextReader;
import io.winnow.spark.TextReading;
import io.winnow.spark.TextWindows;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.DataType;
import scala.Function1;

/**
 * A task of {@link BatchEvalNerExec}.
 *
 * @param text bound to the rows that come in
 * @param columns each one more column, in this order
 * @param types of the rows that go out
 */
record EvalRows(TextModel model, Expression text, List<TextColumn> columns, DataType[] types)
    implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    UnsafeProjection projection = UnsafeProjection.create(types);
    JoinedRow joined = new JoinedRow();
    List<Function1<Object, Object>> converters =
        columns.stream()
            .map(column -> CatalystTypeConverters.createToCatalystConverter(column.type()))
            .toList();
    return new TextWindows<>(
        TextReader.in(TaskContext.get(), model),
        model.windowTexts(),
        copies(rows),
        this::text,
        (row, reading) -> projection.apply(joined.apply(row, values(reading, converters))));
  }

  private String text(InternalRow row) {
    Object value = text.eval(row);
    return value == null ? null : value.toString();
  }

  private InternalRow values(TextReading reading, List<Function1<Object, Object>> converters) {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = converters.get(i).apply(columns.get(i).value(reading));
    }
    return new GenericInternalRow(values);
  }

  /** Spark uses one row object for all rows; a window keeps many. */
  private static Iterator<InternalRow> copies(Iterator<InternalRow> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public InternalRow next() {
        return rows.next().copy();
      }
    };
  }
}
