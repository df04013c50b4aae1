package io.winnow.spark.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** Finds calls in expressions. */
final class Ners {

  private Ners() {}

  static List<BatchedNer> in(LogicalPlan node) {
    List<BatchedNer> found = new ArrayList<>();
    Catalyst.list(node.expressions()).forEach(it -> found.addAll(in(it)));
    return found;
  }

  static List<BatchedNer> in(Expression expression) {
    List<BatchedNer> found = new ArrayList<>();
    if (expression instanceof BatchedNer ner) {
      found.add(ner);
    }
    Catalyst.list(expression.children()).forEach(it -> found.addAll(in(it)));
    return found;
  }

  /** Whether an operator below could compute the call, if only it has the columns. */
  static boolean isSelfContained(BatchedNer ner) {
    return ner.deterministic() && isPlain(ner.child());
  }

  /** No aggregate, no call of ours, no variable of a lambda, no subquery. */
  private static boolean isPlain(Expression text) {
    boolean plain =
        text instanceof Attribute
            || !(text instanceof Unevaluable
                || text instanceof NamedLambdaVariable
                || text instanceof PlanExpression);
    return plain && Catalyst.list(text.children()).stream().allMatch(Ners::isPlain);
  }

  static Expression rowByRow(Expression expression) {
    return expression instanceof BatchedNer ner ? ner.rowByRow() : expression;
  }

  static Expression rowByRowOutsideAggregates(Expression expression) {
    if (expression instanceof AggregateExpression) {
      return expression;
    }
    return rowByRow(expression.mapChildren(Catalyst.function(Ners::rowByRowOutsideAggregates)));
  }

  /** The conditions that AND joins. */
  static List<Expression> conjuncts(Expression condition) {
    if (!(condition instanceof And and)) {
      return List.of(condition);
    }
    List<Expression> all = new ArrayList<>(conjuncts(and.left()));
    all.addAll(conjuncts(and.right()));
    return all;
  }
}
