package io.winnow.spark.sql;

import io.winnow.model.Checkpoint;
import io.winnow.model.Precision;
import io.winnow.spark.ModelFiles;
import io.winnow.spark.TextInference;
import io.winnow.spark.TextPrediction.TextColumn;
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
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.internal.SQLConf;
import scala.collection.Seq;

/** The SQL functions: what {@code DESCRIBE FUNCTION EXTENDED} says of them, and their calls. */
enum NerFunction {
  NER_ENTITIES(
      TextColumn.ENTITIES,
      "Returns the named entities in `text` in reading order: an array of"
          + " struct<start, end, text, type, confidence>, start and end in UTF-16 units.",
      "[{0,4,Anna,PER,0.98},{14,18,Bern,LOC,0.97}]"),
  MNLP(
      TextColumn.MNLP,
      "Returns the model's confidence in `text`: its maximum normalized log-probability, nats per"
          + " word, at most 0; lower is less sure. Null where `text` has no word.",
      "-0.021");

  // The session's settings, as SET key=value or --conf key=value make them.
  static final String MODEL = "spark.winnow.model";
  private static final String PRECISION = "spark.winnow.precision";
  private static final String BATCH_TOKENS = "spark.winnow.batch-tokens";
  private static final String OVERLAP_TOKENS = "spark.winnow.overlap-tokens";
  private static final String WINDOW_SENTENCES = "spark.winnow.window-sentences";

  private static final String SINCE = "0.1.0";

  private static final String COST =
      """
      Cost: one run of the model for each text, some milliseconds of a core for a sentence. Texts
      go in batches sorted by length, by the operator BatchEvalNer in EXPLAIN. Calls
      on the same text in SELECT and WHERE share a run; conditions in WHERE that need no model
      come before it. Where EXPLAIN shows no BatchEvalNer, texts go one by one, which costs
      more, and each call runs the model.
      """;

  private final TextColumn column;
  private final String usage;
  private final String example;

  NerFunction(TextColumn column, String usage, String example) {
    this.column = column;
    this.usage = usage;
    this.example = example;
  }

  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  TextColumn column() {
    return column;
  }

  /** In the shape that Spark's own functions have, which it checks. */
  ExpressionInfo info() {
    return new ExpressionInfo(
        BatchedNer.class.getName(),
        null,
        sqlName(),
        "_FUNC_(text[, model]) - " + usage,
        section(
            """
            Arguments:
              * text - a string of any length
              * model - a literal: a HuggingFace checkpoint folder; else the setting %s
            """
                .formatted(MODEL)),
        section(
            """
            Examples:
              > SELECT _FUNC_('Anna lives in Bern');
               %s
            """
                .formatted(example)),
        section(COST),
        "",
        SINCE,
        "",
        "scala_udf");
  }

  private static String section(String lines) {
    return "\n" + lines.indent(4) + "  ";
  }

  /** A call in a query's text as an expression, with the model that it or the session names. */
  Expression call(Seq<Expression> arguments, ShippedModels models) {
    if (arguments.size() < 1 || arguments.size() > 2) {
      throw new IllegalArgumentException(
          "%1$s takes a text and an optional model, not %2$d arguments: %1$s(text) or %1$s(text, 'hdfs:///models/ner')"
              .formatted(sqlName(), arguments.size()));
    }
    SQLConf settings = SQLConf.get();
    String url =
        arguments.size() == 2 ? literal(arguments.apply(1)) : settings.getConfString(MODEL, "");
    if (url.isBlank()) {
      throw new IllegalArgumentException(
          "%1$s needs a model and %2$s is not set; run SET %2$s=hdfs:///models/ner, or name it in the call: %1$s(text, 'hdfs:///models/ner')"
              .formatted(sqlName(), MODEL));
    }
    TextInference inference =
        new TextInference(
            models.get(SparkSession.active(), url),
            precision(settings.getConfString(PRECISION, "auto")),
            number(settings, BATCH_TOKENS, 1024, 1),
            Integer.MAX_VALUE,
            number(settings, OVERLAP_TOKENS, 64, 0),
            number(settings, WINDOW_SENTENCES, 4096, 1));
    return new BatchedNer(arguments.apply(0), this, inference);
  }

  private String literal(Expression argument) {
    if (argument instanceof Literal literal && literal.value() != null) {
      return literal.value().toString();
    }
    throw new IllegalArgumentException(
        "%1$s takes its model as a literal, not as %2$s: %1$s(text, 'hdfs:///models/ner')"
            .formatted(sqlName(), argument.sql()));
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
