package io.winnow.spark.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.PredicateHelper;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.optimizer.ColumnPruning;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.types.Metadata;
import scala.Option;
import scala.collection.Seq;
import scala.runtime.BoxedUnit;

/**
 * Takes each {@link BatchedNer} out of the expression that it stands in, as Spark does with Python
 * functions: {@link BatchEvalNer} below computes it for many rows at once, and a column takes its
 * place. What no operator below can compute is computed row by row where it stands.
 *
 * <p>To run after filters have been pushed down: nothing is pushed through a {@link BatchEvalNer}.
 */
final class ExtractNer extends Rule<LogicalPlan> implements PredicateHelper {

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    LogicalPlan extracted = plan.transformUp(Catalyst.<LogicalPlan>total(this::ofNode));
    return extracted == plan ? plan : ColumnPruning.apply(extracted);
  }

  private LogicalPlan ofNode(LogicalPlan node) {
    if (node instanceof BatchEvalNer || calls(node).isEmpty()) {
      return node;
    }
    LogicalPlan extracted = prepared(node);
    // A text may be made from what another call gives: then that one was first.
    for (LogicalPlan next = extracted; next != null; next = withoutACall(extracted)) {
      extracted = next;
    }
    LogicalPlan left = rewritten(extracted, ExtractNer::rowByRow);
    return left.output().equals(node.output())
        ? left
        : new Project(Catalyst.<NamedExpression>upcast(node.output()), left);
  }

  private LogicalPlan prepared(LogicalPlan node) {
    if (node instanceof Filter filter) {
      return cheapFirst(filter);
    }
    if (node instanceof Aggregate aggregate) {
      // Outside of its functions an aggregate sees groups, not the rows below.
      return aggregate.mapExpressions(ExtractNer::rowByRowOutsideAggregates);
    }
    return node;
  }

  /** Conditions that need no model thin the rows out before the model runs. */
  private Filter cheapFirst(Filter filter) {
    List<Expression> cheap = new ArrayList<>();
    List<Expression> costly = new ArrayList<>();
    for (Expression condition : Catalyst.list(splitConjunctivePredicates(filter.condition()))) {
      (calls(condition).isEmpty() && condition.deterministic() ? cheap : costly).add(condition);
    }
    return cheap.isEmpty()
        ? filter
        : new Filter(
            costly.stream().reduce(And::new).orElseThrow(),
            new Filter(cheap.stream().reduce(And::new).orElseThrow(), filter.child()));
  }

  /** Takes out the first call that a child has all the columns for; null if there is none. */
  private static LogicalPlan withoutACall(LogicalPlan node) {
    List<LogicalPlan> children = new ArrayList<>(Catalyst.list(node.children()));
    for (BatchedNer ner : calls(node)) {
      for (int i = 0; i < children.size(); i++) {
        if (ner.deterministic()
            && isPlain(ner.child())
            && ner.references().subsetOf(children.get(i).outputSet())) {
          Exposed exposed = Exposed.of(children.get(i), ner);
          children.set(i, exposed.plan());
          Seq<LogicalPlan> below = Catalyst.seq(children);
          return rewritten(
              node.withNewChildren(below), it -> it.semanticEquals(ner) ? exposed.column() : it);
        }
      }
    }
    return null;
  }

  private static LogicalPlan rewritten(LogicalPlan node, UnaryOperator<Expression> change) {
    return node.transformExpressionsUp(Catalyst.total(change));
  }

  private static List<BatchedNer> calls(LogicalPlan node) {
    return Catalyst.list(node.expressions()).stream().flatMap(it -> calls(it).stream()).toList();
  }

  private static List<BatchedNer> calls(Expression expression) {
    List<BatchedNer> found = new ArrayList<>();
    expression.foreach(
        it -> {
          if (it instanceof BatchedNer ner) {
            found.add(ner);
          }
          return BoxedUnit.UNIT;
        });
    return found;
  }

  /** No aggregate, no call of ours, no variable of a lambda, no subquery. */
  private static boolean isPlain(Expression text) {
    return !text.exists(
        it ->
            !(it instanceof Attribute)
                && (it instanceof Unevaluable
                    || it instanceof NamedLambdaVariable
                    || it instanceof PlanExpression));
  }

  private static Expression rowByRow(Expression expression) {
    return expression instanceof BatchedNer ner ? ner.rowByRow() : expression;
  }

  private static Expression rowByRowOutsideAggregates(Expression expression) {
    if (expression instanceof AggregateExpression) {
      return expression;
    }
    return rowByRow(expression.mapChildren(ExtractNer::rowByRowOutsideAggregates));
  }

  /**
   * A plan that computes a call, too.
   *
   * @param column of the plan's output, which holds the call's value
   */
  private record Exposed(LogicalPlan plan, Attribute column) {

    /** By a run of the model that the plan makes anyway, if there is one; else by one on top. */
    static Exposed of(LogicalPlan plan, BatchedNer ner) {
      return byRunBelow(plan, ner).orElseGet(() -> byRun(List.of(), plan, ner));
    }

    private static Optional<Exposed> byRunBelow(LogicalPlan plan, BatchedNer ner) {
      if (!ner.references().subsetOf(plan.outputSet())) {
        return Optional.empty();
      }
      if (plan instanceof BatchEvalNer node && node.runsFor(ner)) {
        return Optional.of(byRun(Catalyst.list(node.predictions()), node.child(), ner));
      }
      if (plan instanceof BatchEvalNer || plan instanceof Filter) {
        return byRunBelow(plan.children().head(), ner)
            .map(
                it -> new Exposed(plan.withNewChildren(Catalyst.seq(List.of(it.plan))), it.column));
      }
      if (plan instanceof Project project) {
        return byRunBelow(project.child(), below(project, ner))
            .map(it -> new Exposed(with(project, it.column, it.plan), it.column));
      }
      return Optional.empty();
    }

    /** The call as it would stand below, where the columns that the project makes are not yet. */
    private static BatchedNer below(Project project, BatchedNer ner) {
      Map<ExprId, Expression> made = new HashMap<>();
      for (NamedExpression named : Catalyst.list(project.projectList())) {
        if (named instanceof Alias alias && alias.deterministic()) {
          made.put(alias.exprId(), alias.child());
        }
      }
      UnaryOperator<Expression> below =
          it -> it instanceof Attribute column ? made.getOrDefault(column.exprId(), it) : it;
      return (BatchedNer) ner.transformUp(Catalyst.total(below));
    }

    /** A run that gives what it gave, and the call's value if that is not among it. */
    private static Exposed byRun(List<Alias> given, LogicalPlan child, BatchedNer ner) {
      List<Alias> predictions = new ArrayList<>(given);
      Alias prediction =
          given.stream()
              .filter(it -> Catalyst.ner(it).function() == ner.function())
              .findFirst()
              .orElseGet(() -> named(ner));
      if (!given.contains(prediction)) {
        predictions.add(prediction);
      }
      return new Exposed(
          new BatchEvalNer(Catalyst.seq(predictions), child), prediction.toAttribute());
    }

    private static Project with(Project project, Attribute column, LogicalPlan child) {
      List<NamedExpression> list = new ArrayList<>(Catalyst.list(project.projectList()));
      if (list.stream().noneMatch(it -> it.exprId().equals(column.exprId()))) {
        list.add(column);
      }
      return new Project(Catalyst.seq(list), child);
    }

    private static Alias named(BatchedNer ner) {
      return new Alias(
          ner,
          ner.sql(),
          NamedExpression.newExprId(),
          Catalyst.seq(List.of()),
          Option.<Metadata>empty(),
          Catalyst.seq(List.of()));
    }
  }
}
