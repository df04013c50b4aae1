package io.winnow.spark.sql;

import io.winnow.spark.TextInference;
import io.winnow.spark.TextPrediction.TextColumn;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.IndexedSeq;
import scala.collection.Seq;

/** Runs {@link BatchEvalNer}. Rows stay where they are and in their order. */
public final class BatchEvalNerExec extends SparkPlan {

  private final Seq<Alias> predictions;
  private final SparkPlan child;

  /** Public, as is the class, for Spark's copies of trees, which are made by reflection. */
  public BatchEvalNerExec(Seq<Alias> predictions, SparkPlan child) {
    this.predictions = predictions;
    this.child = child;
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
  public Partitioning outputPartitioning() {
    return child.outputPartitioning();
  }

  @Override
  public Seq<SortOrder> outputOrdering() {
    return child.outputOrdering();
  }

  @Override
  public RDD<InternalRow> doExecute() {
    BatchedNer first = Catalyst.ner(predictions.head());
    Expression text =
        BindReferences.bindReference(
            first.child(), package$.MODULE$.AttributeSeq(child.output()), false);
    Task task =
        new Task(
            first.inference(),
            text,
            Catalyst.list(predictions).stream()
                .map(it -> Catalyst.ner(it).function().column())
                .toList(),
            schema());
    // Spark uses one row object for all rows; a window keeps many.
    return child.execute().toJavaRDD().map(InternalRow::copy).mapPartitions(task, true).rdd();
  }

  @Override
  public Seq<SparkPlan> children() {
    return Catalyst.seq(List.of(child));
  }

  @Override
  public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> newChildren) {
    return new BatchEvalNerExec(predictions, newChildren.head());
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
    return other instanceof BatchEvalNerExec;
  }

  @Override
  public boolean equals(Object other) {
    return Catalyst.equal(this, other);
  }

  static final class Strategy extends SparkStrategy {

    @Override
    public Seq<SparkPlan> apply(LogicalPlan plan) {
      return Catalyst.seq(
          plan instanceof BatchEvalNer node
              ? List.of(new BatchEvalNerExec(node.predictions(), planLater(node.child())))
              : List.of());
    }
  }

  /**
   * A task: appends the predictions to its rows.
   *
   * @param text bound to the rows that come in
   * @param columns each one more column, in this order
   * @param schema of the rows that go out
   */
  private record Task(
      TextInference inference, Expression text, List<TextColumn> columns, StructType schema)
      implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

    @Override
    public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
      UnsafeProjection projection = UnsafeProjection.create(schema);
      JoinedRow joined = new JoinedRow();
      StructType added = new StructType();
      for (TextColumn column : columns) {
        added = added.add(column.name(), column.type());
      }
      Function1<Object, Object> converter = CatalystTypeConverters.createToCatalystConverter(added);
      return inference.predict(
          rows,
          row -> Objects.toString(text.eval(row), null),
          (row, prediction) -> {
            Object[] values = columns.stream().map(it -> it.value(prediction)).toArray();
            Object converted = converter.apply(RowFactory.create(values));
            return projection.apply(joined.apply(row, (InternalRow) converted));
          });
    }
  }
}
