package io.winnow.spark.sql;

import io.winnow.spark.TextInference;
import io.winnow.spark.TextPrediction.TextColumn;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.IndexedSeq;
import scala.collection.Seq;

/**
 * What a model predicts for a text, as one value: {@code ner_entities(text)}, {@code mnlp(text)}.
 */
abstract class NerExpression extends Expression implements ImplicitCastInputTypes, Serializable {

  private final Expression child;
  private final NerFunction function;
  private final TextInference inference;

  NerExpression(Expression child, NerFunction function, TextInference inference) {
    this.child = child;
    this.function = function;
    this.inference = inference;
  }

  abstract NerExpression withText(Expression text);

  /** The text. */
  Expression child() {
    return child;
  }

  @Override
  public Seq<Expression> children() {
    return Catalyst.seq(List.of(child));
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> newChildren) {
    return withText(newChildren.head());
  }

  NerFunction function() {
    return function;
  }

  TextColumn column() {
    return function.column();
  }

  TextInference inference() {
    return inference;
  }

  @Override
  public DataType dataType() {
    return column().type();
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
    return switch (n) {
      case 0 -> child;
      case 1 -> function;
      case 2 -> inference;
      default -> throw new IndexOutOfBoundsException(n);
    };
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof NerExpression;
  }

  @Override
  public boolean equals(Object other) {
    return other != null
        && getClass() == other.getClass()
        && child.equals(((NerExpression) other).child)
        && function == ((NerExpression) other).function
        && inference.equals(((NerExpression) other).inference);
  }
}
