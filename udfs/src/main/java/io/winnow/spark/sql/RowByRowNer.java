package io.winnow.spark.sql;

import io.winnow.spark.TextInference;
import io.winnow.spark.TextPrediction;
import io.winnow.spark.TextPredictor;
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
  private transient TextPredictor predictor;

  /** Public, as is the class, for Spark's copies of trees, which are made by reflection. */
  public RowByRowNer(Expression child, NerFunction function, TextInference inference) {
    super(child, function, inference);
  }

  @Override
  NerExpression withText(Expression text) {
    return new RowByRowNer(text, function(), inference());
  }

  @Override
  public Object eval(InternalRow row) {
    Object text = child().eval(row);
    if (text == null) {
      return null;
    }
    TaskContext current = TaskContext.get();
    if (current == null) {
      try (TextPredictor once = TextPredictor.onDriver(inference())) {
        return predict(once, text);
      }
    }
    if (current != task) {
      predictor = TextPredictor.in(current, inference());
      task = current;
    }
    return predict(predictor, text);
  }

  private Object predict(TextPredictor with, Object text) {
    TextPrediction prediction = with.predict(Collections.singletonList(text.toString())).get(0);
    return CatalystTypeConverters.createToCatalystConverter(dataType())
        .apply(column().value(prediction));
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode code) {
    return CodegenFallback.super.doGenCode(context, code);
  }
}
