package io.winnow.spark.sql;

import io.winnow.spark.TextInference;
import io.winnow.spark.TextPrediction;
import io.winnow.spark.TextPredictor;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.IndexedSeq;
import scala.collection.Seq;

/**
 * What a model predicts for a text, as one value: {@code ner_entities(text)}, {@code mnlp(text)}.
 * This one goes text by text, where no operator can read ahead, such as inside of {@code
 * transform(texts, t -> mnlp(t))} or over an aggregate.
 */
public class NerExpression extends Expression
    implements ImplicitCastInputTypes, CodegenFallback, Serializable {

  private final Expression child;
  private final NerFunction function;
  private final TextInference inference;
  private transient TaskContext task;
  private transient TextPredictor predictor;

  /** Public, as is the class, for Spark's copies of trees, which are made by reflection. */
  public NerExpression(Expression child, NerFunction function, TextInference inference) {
    this.child = child;
    this.function = function;
    this.inference = inference;
  }

  Expression child() {
    return child;
  }

  NerFunction function() {
    return function;
  }

  TextInference inference() {
    return inference;
  }

  NerExpression withText(Expression text) {
    return new NerExpression(text, function, inference);
  }

  @Override
  public Seq<Expression> children() {
    return Catalyst.seq(List.of(child));
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> newChildren) {
    return withText(newChildren.head());
  }

  @Override
  public Object eval(InternalRow row) {
    Object text = child.eval(row);
    if (text == null) {
      return null;
    }
    TaskContext current = TaskContext.get();
    if (current == null) {
      try (TextPredictor once = TextPredictor.onDriver(inference)) {
        return predict(once, text);
      }
    }
    if (current != task) {
      predictor = TextPredictor.in(current, inference);
      task = current;
    }
    return predict(predictor, text);
  }

  private Object predict(TextPredictor with, Object text) {
    TextPrediction prediction = with.predict(Collections.singletonList(text.toString())).get(0);
    return CatalystTypeConverters.createToCatalystConverter(dataType())
        .apply(function.column().value(prediction));
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode code) {
    return CodegenFallback.super.doGenCode(context, code);
  }

  @Override
  public DataType dataType() {
    return function.column().type();
  }

  @Override
  public boolean nullable() {
    return true;
  }

  /** A constant text goes to an executor as well: a driver may have no model at hand. */
  @Override
  public boolean foldable() {
    return false;
  }

  @Override
  public Seq<AbstractDataType> inputTypes() {
    return Catalyst.seq(List.of(DataTypes.StringType));
  }

  @Override
  public TypeCheckResult checkInputDataTypes() {
    return ImplicitCastInputTypes.super.checkInputDataTypes();
  }

  @Override
  public String prettyName() {
    return function.sqlName();
  }

  @Override
  public String toString() {
    return prettyName() + "(" + child + ")";
  }

  @Override
  public int productArity() {
    return 3;
  }

  @Override
  public Object productElement(int n) {
    return List.of(child, function, inference).get(n);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof NerExpression;
  }

  @Override
  public boolean equals(Object other) {
    return Catalyst.equal(this, other);
  }
}
