package io.winnow.spark.sql;

import io.winnow.spark.TextInference;
import io.winnow.spark.TextPrediction;
import io.winnow.spark.TextPrediction.TextColumn;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import org.apache.spark.sql.types.DataType;
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
    return Catalyst.concat(child.output(), Catalyst.columns(predictions));
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
            Catalyst.list(predictions).stream().map(it -> Catalyst.ner(it).column()).toList(),
            Catalyst.types(output()));
    return child.execute().toJavaRDD().mapPartitions(task, true).rdd();
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
    return Objects.checkIndex(n, 2) == 0 ? predictions : child;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof BatchEvalNerExec;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BatchEvalNerExec node
        && predictions.equals(node.predictions)
        && child.equals(node.child);
  }

  /** Plans {@link BatchEvalNer}, and nothing else. */
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
   * @param types of the rows that go out
   */
  private record Task(
      TextInference inference, Expression text, List<TextColumn> columns, DataType[] types)
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
      return inference.predict(
          copies(rows),
          this::text,
          (row, prediction) -> projection.apply(joined.apply(row, values(prediction, converters))));
    }

    private String text(InternalRow row) {
      Object value = text.eval(row);
      return value == null ? null : value.toString();
    }

    private InternalRow values(
        TextPrediction prediction, List<Function1<Object, Object>> converters) {
      Object[] values = new Object[columns.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = converters.get(i).apply(columns.get(i).value(prediction));
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
}
