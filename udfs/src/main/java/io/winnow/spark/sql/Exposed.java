package io.winnow.spark.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.Metadata;
import scala.Option;

/**
 * A plan that computes a call, too.
 *
 * @param column of the plan's output, which holds the call's value
 */
record Exposed(LogicalPlan plan, Attribute column) {

  /** By a run of the model that the plan makes anyway, if there is one; else by one on top. */
  static Exposed of(LogicalPlan plan, BatchedNer ner) {
    return byRunBelow(plan, ner).orElseGet(() -> onTop(plan, ner));
  }

  private static Exposed onTop(LogicalPlan plan, BatchedNer ner) {
    Alias prediction = named(ner);
    return new Exposed(
        new BatchEvalNer(Catalyst.seq(List.of(prediction)), plan), prediction.toAttribute());
  }

  private static Optional<Exposed> byRunBelow(LogicalPlan plan, BatchedNer ner) {
    if (!ner.references().subsetOf(plan.outputSet())) {
      return Optional.empty();
    }
    if (plan instanceof BatchEvalNer node) {
      return node.runsFor(ner)
          ? Optional.of(with(node, ner))
          : byRunBelow(node.child(), ner).map(it -> new Exposed(node.over(it.plan), it.column));
    }
    if (plan instanceof Filter filter) {
      return byRunBelow(filter.child(), ner)
          .map(it -> new Exposed(new Filter(filter.condition(), it.plan), it.column));
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

  private static Exposed with(BatchEvalNer node, BatchedNer ner) {
    List<Alias> predictions = new ArrayList<>(Catalyst.list(node.predictions()));
    for (Alias prediction : predictions) {
      if (Catalyst.ner(prediction).function() == ner.function()) {
        return new Exposed(node, prediction.toAttribute());
      }
    }
    Alias prediction = named(ner);
    predictions.add(prediction);
    return new Exposed(
        new BatchEvalNer(Catalyst.seq(predictions), node.child()), prediction.toAttribute());
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
