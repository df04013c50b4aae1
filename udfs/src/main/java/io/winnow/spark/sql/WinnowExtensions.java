package io.winnow.spark.sql;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import scala.Function1;
import scala.Tuple3;
import scala.runtime.BoxedUnit;

/**
 * Gives every session the SQL functions {@code ner_entities(text)} and {@code mnlp(text)}:
 *
 * <pre>{@code
 * spark.sql.extensions  io.winnow.spark.sql.WinnowExtensions
 * spark.winnow.model    hdfs:///models/ner
 * }</pre>
 *
 * @since 0.1.0
 */
public final class WinnowExtensions implements Function1<SparkSessionExtensions, BoxedUnit> {

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    NerFunction.ShippedModels models = new NerFunction.ShippedModels();
    for (NerFunction function : NerFunction.values()) {
      extensions.injectFunction(
          new Tuple3<>(
              new FunctionIdentifier(function.sqlName()),
              function.info(),
              call -> function.call(call, models)));
    }
    // Before the optimizer orders joins by cost, but after it has pushed filters down.
    extensions.injectPreCBORule(session -> new ExtractNer());
    extensions.injectPlannerStrategy(session -> new BatchEvalNerExec.Strategy());
    return BoxedUnit.UNIT;
  }
}
