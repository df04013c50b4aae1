package io.winnow.spark.sql;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.IndexedSeq;
import scala.collection.Seq;

/** Appends what a model predicts for a text of each row. */
public final class BatchEvalNer extends LogicalPlan {

  private final Seq<Alias> predictions;
  private final LogicalPlan child;

  /**
   * Public, as is the class, for Spark's copies of trees, which are made by reflection.
   *
   * @param predictions each of a {@link BatchedNer}; all of the same text and model
   */
  public BatchEvalNer(Seq<Alias> predictions, LogicalPlan child) {
    this.predictions = predictions;
    this.child = child;
  }

  Seq<Alias> predictions() {
    return predictions;
  }

  /** Whether a further function comes out of the same run of the model. */
  boolean runsFor(BatchedNer other) {
    BatchedNer first = Catalyst.ner(predictions.head());
    return first.inference().equals(other.inference())
        && first.child().semanticEquals(other.child());
  }

  LogicalPlan child() {
    return child;
  }

  @Override
  public Seq<Attribute> output() {
    return Catalyst.columns(child.output(), predictions);
  }

  @Override
  public AttributeSet producedAttributes() {
    return AttributeSet.apply(Catalyst.<Expression>upcast(Catalyst.columns(predictions)));
  }

  @Override
  public scala.Option<Object> maxRows() {
    return child.maxRows();
  }

  @Override
  public Seq<LogicalPlan> children() {
    return Catalyst.seq(List.of(child));
  }

  @Override
  public BatchEvalNer withNewChildrenInternal(IndexedSeq<LogicalPlan> newChildren) {
    return new BatchEvalNer(predictions, newChildren.head());
  }

  @Override
  public int productArity() {
    return 2;
  }

  @Override
  public Object productElement(int n) {
    return List.of(predictions, child).get(n);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof BatchEvalNer;
  }

  @Override
  public boolean equals(Object other) {
    return Catalyst.equal(this, other);
  }
}
