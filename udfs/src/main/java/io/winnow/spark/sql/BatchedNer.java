package io.winnow.spark.sql;

import io.winnow.spark.TextInference;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;

/** As the query says it. Not computed by itself: {@link ExtractNer} hands it to an operator. */
public final class BatchedNer extends NerExpression implements Unevaluable {

  /** Public, as is the class, for Spark's copies of trees, which are made by reflection. */
  public BatchedNer(Expression child, NerFunction function, TextInference inference) {
    super(child, function, inference);
  }

  NerExpression rowByRow() {
    return new NerExpression(child(), function(), inference());
  }

  @Override
  NerExpression withText(Expression text) {
    return new BatchedNer(text, function(), inference());
  }

  @Override
  public Object eval(InternalRow row) {
    return Unevaluable.super.eval(row);
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode code) {
    return Unevaluable.super.doGenCode(context, code);
  }
}
