package io.winnow.spark.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.ExperimentalMethods;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.SparkStrategy;
import scala.Option;

/**
 * Gives a running session the SQL functions {@code ner_entities(text)} and {@code mnlp(text)}, as
 * in a notebook. A session that is still to come takes {@link WinnowExtensions}.
 *
 * @since 0.1.0
 */
public final class NerFunctions {

  private NerFunctions() {}

  /** For this session alone. Again changes nothing. */
  public static void register(SparkSession spark) {
    FunctionRegistry registry = spark.sessionState().functionRegistry();
    NerFunction.ShippedModels models = new NerFunction.ShippedModels();
    for (NerFunction function : NerFunction.values()) {
      FunctionIdentifier name = new FunctionIdentifier(function.sqlName());
      if (!isRegistered(registry, name)) {
        registry.registerFunction(name, function.info(), call -> function.call(call, models));
      }
    }
    ExperimentalMethods planner = spark.experimental();
    List<Rule<LogicalPlan>> rules = new ArrayList<>(Catalyst.list(planner.extraOptimizations()));
    if (rules.stream().noneMatch(ExtractNer.class::isInstance)) {
      rules.add(new ExtractNer());
      planner.extraOptimizations_$eq(Catalyst.seq(rules));
    }
    List<SparkStrategy> strategies = new ArrayList<>(Catalyst.list(planner.extraStrategies()));
    if (strategies.stream().noneMatch(BatchEvalNerExec.Strategy.class::isInstance)) {
      strategies.add(new BatchEvalNerExec.Strategy());
      planner.extraStrategies_$eq(Catalyst.seq(strategies));
    }
  }

  private static boolean isRegistered(FunctionRegistry registry, FunctionIdentifier name) {
    Option<ExpressionInfo> known = registry.lookupFunction(name);
    return known.isDefined() && known.get().getClassName().equals(BatchedNer.class.getName());
  }

  /**
   * As {@link #register(SparkSession)}, and names the model.
   *
   * @param modelUrl a HuggingFace checkpoint folder, on any Hadoop file system
   */
  public static void register(SparkSession spark, String modelUrl) {
    register(spark);
    spark.conf().set(NerFunction.MODEL, modelUrl);
  }
}
