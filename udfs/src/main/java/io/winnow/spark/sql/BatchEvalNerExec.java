package io.winnow.spark.sql;

import java.util.List;
import java.util.Objects;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import scala.collection.IndexedSeq;
import scala.collection.Seq;

/** Runs {@link BatchEvalNer}. Rows stay where they are and in their order. */
public final class BatchEvalNerExec extends SparkPlan {

  private final Seq<Alias> readings;
  private final SparkPlan child;

  /** Public, as is the class, for Spark's copies of trees, which are made by reflection. */
  public BatchEvalNerExec(Seq<Alias> readings, SparkPlan child) {
    this.readings = readings;
    this.child = child;
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
  public Partitioning outputPartitioning() {
    return child.outputPartitioning();
  }

  @Override
  public Seq<SortOrder> outputOrdering() {
    return child.outputOrdering();
  }

  @Override
  public RDD<InternalRow> doExecute() {
    BatchedNer first = Catalyst.ner(readings.head());
    Expression text =
        BindReferences.bindReference(
            first.child(), package$.MODULE$.AttributeSeq(child.output()), false);
    EvalRows rows =
        new EvalRows(
            first.model(),
            text,
            Catalyst.list(readings).stream().map(it -> Catalyst.ner(it).column()).toList(),
            Catalyst.types(output()));
    return child.execute().toJavaRDD().mapPartitions(rows, true).rdd();
  }

  @Override
  public Seq<SparkPlan> children() {
    return Catalyst.seq(List.of(child));
  }

  @Override
  public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> newChildren) {
    return new BatchEvalNerExec(readings, newChildren.head());
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
    return other instanceof BatchEvalNerExec;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BatchEvalNerExec node
        && readings.equals(node.readings)
        && child.equals(node.child);
  }

  @Override
  public int hashCode() {
    return Objects.hash(readings, child);
  }
}
