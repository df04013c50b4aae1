package io.winnow.spark.sql;

import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import scala.collection.Seq;

/** Plans {@link BatchEvalNer}, and nothing else. */
final class NerStrategy extends SparkStrategy {

  @Override
  public Seq<SparkPlan> apply(LogicalPlan plan) {
    return Catalyst.seq(
        plan instanceof BatchEvalNer node
            ? List.of(new BatchEvalNerExec(node.readings(), planLater(node.child())))
            : List.of());
  }
}
