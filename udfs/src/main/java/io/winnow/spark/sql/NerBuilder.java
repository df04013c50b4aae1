package io.winnow.spark.sql;

import io.winnow.spark.TextModel;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.internal.SQLConf;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;

/** Makes a call in a query's text an expression, with the model that the session names. */
final class NerBuilder extends AbstractFunction1<Seq<Expression>, Expression> {

  private final NerFunction function;
  private final ShippedModels models;

  NerBuilder(NerFunction function, ShippedModels models) {
    this.function = function;
    this.models = models;
  }

  @Override
  public Expression apply(Seq<Expression> arguments) {
    if (arguments.size() < 1 || arguments.size() > 2) {
      throw new IllegalArgumentException(
          "%s takes a text and, if you like, a model, not %d arguments: %s(text) or %s(text, 'hdfs:///models/ner')"
              .formatted(
                  function.sqlName(), arguments.size(), function.sqlName(), function.sqlName()));
    }
    NerSettings settings = NerSettings.of(SQLConf.get());
    String url = arguments.size() == 2 ? literal(arguments.apply(1)) : settings.model();
    if (url.isBlank()) {
      throw new IllegalArgumentException(
          "%s needs a model and %s is not set; run SET %s=hdfs:///models/ner, or name it in the call: %s(text, 'hdfs:///models/ner')"
              .formatted(
                  function.sqlName(), NerSettings.MODEL, NerSettings.MODEL, function.sqlName()));
    }
    TextModel model =
        new TextModel(
            models.get(SparkSession.active(), url),
            settings.precision(),
            settings.batchTokens(),
            Integer.MAX_VALUE,
            settings.overlapTokens(),
            settings.windowSentences());
    return new BatchedNer(arguments.apply(0), function, model);
  }

  private String literal(Expression argument) {
    if (argument instanceof Literal literal && literal.value() != null) {
      return literal.value().toString();
    }
    throw new IllegalArgumentException(
        "%s takes its model as a literal, not as %s: %s(text, 'hdfs:///models/ner')"
            .formatted(function.sqlName(), argument.sql(), function.sqlName()));
  }
}
