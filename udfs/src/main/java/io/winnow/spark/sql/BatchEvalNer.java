package io.winnow.spark.sql;

import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.IndexedSeq;
import scala.collection.Seq;

/** Reads a text of each row, and appends what was read. */
public final class BatchEvalNer extends LogicalPlan {

  private final Seq<Alias> readings;
  private final LogicalPlan child;

  /**
   * Public, as is the class, for Spark's copies of trees, which are made by reflection.
   *
   * @param readings each of a {@link BatchedNer}; all of the same text and model
   */
  public BatchEvalNer(Seq<Alias> readings, LogicalPlan child) {
    this.readings = readings;
    this.child = child;
  }

  Seq<Alias> readings() {
    return readings;
  }

  /** Whether a further function comes out of the same run of the model. */
  boolean runsFor(BatchedNer other) {
    BatchedNer first = Catalyst.ner(readings.head());
    return first.model().equals(other.model()) && first.child().semanticEquals(other.child());
  }

  LogicalPlan child() {
    return child;
  }

  @Override
  public Seq<Attribute> output() {
    return Catalyst.concat(child.output(), Catalyst.columns(readings));
  }

  @Override
  public AttributeSet producedAttributes() {
    return AttributeSet.apply(Catalyst.<Expression>upcast(Catalyst.columns(readings)));
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
  public LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> newChildren) {
    return over(newChildren.head());
  }

  BatchEvalNer over(LogicalPlan newChild) {
    return new BatchEvalNer(readings, newChild);
  }

  @Override
  public int productArity() {
    return 2;
  }

  @Override
  public Object productElement(int n) {
    return Objects.checkIndex(n, 2) == 0 ? readings : child;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof BatchEvalNer;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BatchEvalNer node
        && readings.equals(node.readings)
        && child.equals(node.child);
  }

  @Override
  public int hashCode() {
    return Objects.hash(readings, child);
  }
}
