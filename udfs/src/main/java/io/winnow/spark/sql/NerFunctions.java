package io.winnow.spark.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.ExperimentalMethods;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Option;
import scala.collection.Seq;

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
    planner.extraOptimizations_$eq(with(planner.extraOptimizations(), new ExtractNer()));
    planner.extraStrategies_$eq(with(planner.extraStrategies(), new BatchEvalNerExec.Strategy()));
  }

  private static <T> Seq<T> with(Seq<T> known, T one) {
    List<T> all = new ArrayList<>(Catalyst.list(known));
    if (all.stream().noneMatch(one.getClass()::isInstance)) {
      all.add(one);
    }
    return Catalyst.seq(all);
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
