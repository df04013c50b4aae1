package io.winnow.spark.sql;

import io.winnow.spark.TextModel;
import io.winnow.spark.TextReader;
import io.winnow.spark.TextReading;
import java.util.Collections;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;

/**
 * Where no operator can read ahead, such as inside of {@code transform(texts, t -> mnlp(t))} or
 * over an aggregate: one text at a time.
 */
public final class RowByRowNer extends NerExpression implements CodegenFallback {

  private transient TaskContext task;
  private transient TextReader reader;

  /** Public, as is the class, for Spark's copies of trees, which are made by reflection. */
  public RowByRowNer(Expression child, NerFunction function, TextModel model) {
    super(child, function, model);
  }

  @Override
  NerExpression withText(Expression text) {
    return new RowByRowNer(text, function(), model());
  }

  @Override
  public Object eval(InternalRow row) {
    Object text = child().eval(row);
    if (text == null) {
      return null;
    }
    TaskContext current = TaskContext.get();
    if (current == null) {
      try (TextReader once = TextReader.onDriver(model())) {
        return read(once, text);
      }
    }
    if (current != task) {
      reader = TextReader.in(current, model());
      task = current;
    }
    return read(reader, text);
  }

  private Object read(TextReader with, Object text) {
    TextReading reading = with.read(Collections.singletonList(text.toString())).get(0);
    return CatalystTypeConverters.createToCatalystConverter(dataType())
        .apply(column().value(reading));
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode code) {
    return CodegenFallback.super.doGenCode(context, code);
  }
}
