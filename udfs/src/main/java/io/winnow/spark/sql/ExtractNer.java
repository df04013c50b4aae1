package io.winnow.spark.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.optimizer.ColumnPruning;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.collection.Seq;

/**
 * Takes each {@link BatchedNer} out of the expression that it stands in, as Spark does with Python
 * functions: {@link BatchEvalNer} below computes it for many rows at once, and a column takes its
 * place. What no operator below can compute is computed row by row where it stands.
 *
 * <p>To run after filters have been pushed down: nothing is pushed through a {@link BatchEvalNer}.
 */
final class ExtractNer extends Rule<LogicalPlan> {

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    LogicalPlan extracted = plan.transformUp(Catalyst.<LogicalPlan>total(ExtractNer::ofNode));
    return extracted == plan ? plan : ColumnPruning.apply(extracted);
  }

  private static LogicalPlan ofNode(LogicalPlan node) {
    if (node instanceof BatchEvalNer || calls(node).isEmpty()) {
      return node;
    }
    LogicalPlan extracted = prepared(node);
    List<BatchedNer> found = computable(extracted);
    while (!found.isEmpty()) {
      extracted = extract(extracted, found);
      // A text may be made from what another call gives: then that one was first.
      found = computable(extracted);
    }
    LogicalPlan left = rewritten(extracted, ExtractNer::rowByRow);
    return left.output().equals(node.output())
        ? left
        : new Project(Catalyst.<NamedExpression>upcast(node.output()), left);
  }

  private static LogicalPlan prepared(LogicalPlan node) {
    if (node instanceof Filter filter) {
      return cheapFirst(filter);
    }
    if (node instanceof Aggregate aggregate) {
      // Outside of its functions an aggregate sees groups, not the rows below.
      return aggregate.mapExpressions(Catalyst.function(ExtractNer::rowByRowOutsideAggregates));
    }
    return node;
  }

  /** Conditions that need no model thin the rows out before the model runs. */
  private static Filter cheapFirst(Filter filter) {
    List<Expression> cheap = new ArrayList<>();
    List<Expression> costly = new ArrayList<>();
    for (Expression condition : conjuncts(filter.condition())) {
      (calls(condition).isEmpty() && condition.deterministic() ? cheap : costly).add(condition);
    }
    return cheap.isEmpty()
        ? filter
        : new Filter(all(costly), new Filter(all(cheap), filter.child()));
  }

  private static Expression all(List<Expression> conditions) {
    return conditions.stream().reduce(And::new).orElseThrow();
  }

  /** The calls in a node that one of its children has all the columns for. */
  private static List<BatchedNer> computable(LogicalPlan node) {
    return calls(node).stream()
        .filter(ner -> isSelfContained(ner) && place(node, ner).isPresent())
        .toList();
  }

  private static Optional<Integer> place(LogicalPlan node, BatchedNer ner) {
    List<LogicalPlan> children = Catalyst.list(node.children());
    for (int i = 0; i < children.size(); i++) {
      if (ner.references().subsetOf(children.get(i).outputSet())) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static LogicalPlan extract(LogicalPlan node, List<BatchedNer> found) {
    List<LogicalPlan> children = new ArrayList<>(Catalyst.list(node.children()));
    Map<Expression, Attribute> columns = new LinkedHashMap<>();
    for (BatchedNer ner : found) {
      int place = place(node, ner).orElseThrow();
      Exposed exposed = Exposed.of(children.get(place), ner);
      children.set(place, exposed.plan());
      columns.put(ner.canonicalized(), exposed.column());
    }
    Seq<LogicalPlan> below = Catalyst.seq(children);
    return rewritten(
        node.withNewChildren(below),
        it -> it instanceof BatchedNer ner ? columnOr(ner, columns) : it);
  }

  private static Expression columnOr(BatchedNer ner, Map<Expression, Attribute> columns) {
    Attribute column = columns.get(ner.canonicalized());
    return column == null ? ner : column;
  }

  private static LogicalPlan rewritten(LogicalPlan node, UnaryOperator<Expression> change) {
    return node.transformExpressionsUp(Catalyst.total(change));
  }

  private static List<BatchedNer> calls(LogicalPlan node) {
    List<BatchedNer> found = new ArrayList<>();
    Catalyst.list(node.expressions()).forEach(it -> found.addAll(calls(it)));
    return found;
  }

  private static List<BatchedNer> calls(Expression expression) {
    List<BatchedNer> found = new ArrayList<>();
    if (expression instanceof BatchedNer ner) {
      found.add(ner);
    }
    Catalyst.list(expression.children()).forEach(it -> found.addAll(calls(it)));
    return found;
  }

  /** Whether an operator below could compute the call, if only it has the columns. */
  private static boolean isSelfContained(BatchedNer ner) {
    return ner.deterministic() && isPlain(ner.child());
  }

  /** No aggregate, no call of ours, no variable of a lambda, no subquery. */
  private static boolean isPlain(Expression text) {
    boolean plain =
        text instanceof Attribute
            || !(text instanceof Unevaluable
                || text instanceof NamedLambdaVariable
                || text instanceof PlanExpression);
    return plain && Catalyst.list(text.children()).stream().allMatch(ExtractNer::isPlain);
  }

  private static Expression rowByRow(Expression expression) {
    return expression instanceof BatchedNer ner ? ner.rowByRow() : expression;
  }

  private static Expression rowByRowOutsideAggregates(Expression expression) {
    if (expression instanceof AggregateExpression) {
      return expression;
    }
    return rowByRow(
        expression.mapChildren(Catalyst.function(ExtractNer::rowByRowOutsideAggregates)));
  }

  /** The conditions that AND joins. */
  private static List<Expression> conjuncts(Expression condition) {
    if (!(condition instanceof And and)) {
      return List.of(condition);
    }
    List<Expression> all = new ArrayList<>(conjuncts(and.left()));
    all.addAll(conjuncts(and.right()));
    return all;
  }
}
