package io.winnow.spark.sql;

import io.winnow.model.Checkpoint;
import io.winnow.model.Precision;
import io.winnow.spark.ModelFiles;
import io.winnow.spark.TextInference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.internal.SQLConf;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;

/** Makes a call in a query's text an expression, with the model that the session names. */
final class NerBuilder extends AbstractFunction1<Seq<Expression>, Expression> {

  // The session's settings, as SET key=value or --conf key=value make them.
  static final String MODEL = "spark.winnow.model";
  private static final String PRECISION = "spark.winnow.precision";
  private static final String BATCH_TOKENS = "spark.winnow.batch-tokens";
  private static final String OVERLAP_TOKENS = "spark.winnow.overlap-tokens";
  private static final String WINDOW_SENTENCES = "spark.winnow.window-sentences";

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
    SQLConf settings = SQLConf.get();
    String url =
        arguments.size() == 2 ? literal(arguments.apply(1)) : settings.getConfString(MODEL, "");
    if (url.isBlank()) {
      throw new IllegalArgumentException(
          "%s needs a model and %s is not set; run SET %s=hdfs:///models/ner, or name it in the call: %s(text, 'hdfs:///models/ner')"
              .formatted(function.sqlName(), MODEL, MODEL, function.sqlName()));
    }
    TextInference inference =
        new TextInference(
            models.get(SparkSession.active(), url),
            precision(settings.getConfString(PRECISION, "auto")),
            number(settings, BATCH_TOKENS, 1024, 1),
            Integer.MAX_VALUE,
            number(settings, OVERLAP_TOKENS, 64, 0),
            number(settings, WINDOW_SENTENCES, 4096, 1));
    return new BatchedNer(arguments.apply(0), function, inference);
  }

  private String literal(Expression argument) {
    if (argument instanceof Literal literal && literal.value() != null) {
      return literal.value().toString();
    }
    throw new IllegalArgumentException(
        "%s takes its model as a literal, not as %s: %s(text, 'hdfs:///models/ner')"
            .formatted(function.sqlName(), argument.sql(), function.sqlName()));
  }

  private static Precision precision(String value) {
    List<String> names =
        Arrays.stream(Precision.values()).map(it -> it.name().toLowerCase(Locale.ROOT)).toList();
    if (!names.contains(value)) {
      throw new IllegalArgumentException(
          "%s is '%s'; use %s".formatted(PRECISION, value, String.join(", ", names)));
    }
    return Precision.valueOf(value.toUpperCase(Locale.ROOT));
  }

  private static int number(SQLConf conf, String key, int byDefault, int least) {
    String value = conf.getConfString(key, Integer.toString(byDefault));
    try {
      int number = Integer.parseInt(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is too small.
    }
    throw new IllegalArgumentException(
        "%s is '%s'; give a whole number from %d on".formatted(key, value, least));
  }

  /**
   * The models that queries have named so far. A query is looked at more than once before it runs,
   * and a model's weights are worth reading only once for their hash: again if the file has
   * changed.
   */
  static final class ShippedModels {

    private record Stamp(String url, long length, long changed) {}

    private final Map<Stamp, ModelFiles> shipped = new HashMap<>();

    synchronized ModelFiles get(SparkSession spark, String url) {
      Path weights = new Path(url, Checkpoint.WEIGHTS);
      try {
        FileStatus status =
            weights
                .getFileSystem(spark.sparkContext().hadoopConfiguration())
                .getFileStatus(weights);
        Stamp stamp = new Stamp(url, status.getLen(), status.getModificationTime());
        return shipped.computeIfAbsent(stamp, key -> ModelFiles.ship(spark, url));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read model folder " + url, e);
      }
    }
  }
}
