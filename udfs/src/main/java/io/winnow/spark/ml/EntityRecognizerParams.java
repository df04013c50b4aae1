package io.winnow.spark.ml;

import io.winnow.spark.TextPrediction.TextEntity;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import scala.Function1;

/**
 * The params of {@link EntityRecognizer}, with what they mean and their defaults.
 *
 * @since 0.1.0
 */
public abstract class EntityRecognizerParams extends Transformer {

  private static final String ENGINE = "PyTorch";

  private final String uid;
  private final Param<String> inputCol;
  private final Param<String> outputCol;
  private final Param<String> scoreCol;
  private final Param<String> modelUrl;
  private final Param<String> precision;
  private final Param<String> engine;
  private final IntParam batchTokens;
  private final IntParam batchSize;
  private final IntParam windowSentences;
  private final IntParam overlapTokens;

  EntityRecognizerParams(String uid) {
    this.uid = uid;
    inputCol = text("inputCol", "column of texts, string", EntityRecognizerParams::blank);
    outputCol =
        text(
            "outputCol",
            "new column of entities: array of " + TextEntity.TYPE.sql(),
            EntityRecognizerParams::blank);
    scoreCol =
        text(
            "scoreCol",
            "new column of MNLP scores, double, nats a word; empty: none",
            value -> value == null ? "null; leave it as it is, or give a text" : null);
    modelUrl =
        text(
            "modelUrl",
            "HuggingFace checkpoint folder, on any Hadoop file system",
            EntityRecognizerParams::blank);
    precision =
        text(
            "precision",
            "auto (bf16 where an executor's processor or GPU computes in it, else fp32), fp32,"
                + " bf16",
            oneOf("auto", "fp32", "bf16"));
    engine = text("engine", "DJL's engine: PyTorch", oneOf(ENGINE));
    batchTokens = number("batchTokens", "sub-words in a batch, padding included", 1);
    batchSize = number("batchSize", "texts in a batch at most", 1);
    windowSentences =
        number("windowSentences", "texts that a task reads ahead and sorts by length", 1);
    overlapTokens =
        number(
            "overlapTokens",
            "sub-words shared by neighbouring windows of a text longer than the model takes",
            0);
    setDefault(inputCol, "text");
    setDefault(outputCol, "entities");
    setDefault(scoreCol, "");
    setDefault(precision, "auto");
    setDefault(engine, ENGINE);
    setDefault(batchTokens, 1024);
    setDefault(batchSize, 1024);
    setDefault(windowSentences, 4096);
    setDefault(overlapTokens, 64);
  }

  /** What is wrong with a value, and the way out; null if nothing is. */
  private interface Check<T> extends Function<T, String>, Serializable {}

  /** As Spark wants it, which says itself only that a value is invalid: so this throws. */
  private interface Validity<T> extends Function1<T, Object>, Serializable {}

  private static String blank(String value) {
    return value == null || value.isBlank() ? "empty; name one" : null;
  }

  private static Check<String> oneOf(String... allowed) {
    return value -> {
      String quoted = value == null ? "null" : "'" + value + "'";
      return Arrays.asList(allowed).contains(value)
          ? null
          : quoted + "; use " + String.join(", ", allowed);
    };
  }

  private Param<String> text(String name, String doc, Check<String> check) {
    return new Param<>(this, name, doc, validity(uid, name, check));
  }

  private IntParam number(String name, String doc, int least) {
    Check<Object> check =
        value ->
            (int) value < least
                ? "%s; give a whole number from %d on".formatted(value, least)
                : null;
    return new IntParam(this, name, doc, validity(uid, name, check));
  }

  private static <T> Validity<T> validity(String uid, String name, Check<T> check) {
    return value -> {
      String problem = check.apply(value);
      if (problem != null) {
        throw new IllegalArgumentException("%s: %s is %s".formatted(uid, name, problem));
      }
      return true;
    };
  }

  @Override
  public final String uid() {
    return uid;
  }

  public final Param<String> inputCol() {
    return inputCol;
  }

  public final String getInputCol() {
    return getOrDefault(inputCol);
  }

  public final Param<String> outputCol() {
    return outputCol;
  }

  public final String getOutputCol() {
    return getOrDefault(outputCol);
  }

  public final Param<String> scoreCol() {
    return scoreCol;
  }

  public final String getScoreCol() {
    return getOrDefault(scoreCol);
  }

  public final Param<String> modelUrl() {
    return modelUrl;
  }

  public final String getModelUrl() {
    return getOrDefault(modelUrl);
  }

  public final Param<String> precision() {
    return precision;
  }

  public final String getPrecision() {
    return getOrDefault(precision);
  }

  public final Param<String> engine() {
    return engine;
  }

  public final String getEngine() {
    return getOrDefault(engine);
  }

  public final IntParam batchTokens() {
    return batchTokens;
  }

  public final int getBatchTokens() {
    return (int) getOrDefault(batchTokens);
  }

  public final IntParam batchSize() {
    return batchSize;
  }

  public final int getBatchSize() {
    return (int) getOrDefault(batchSize);
  }

  public final IntParam windowSentences() {
    return windowSentences;
  }

  public final int getWindowSentences() {
    return (int) getOrDefault(windowSentences);
  }

  public final IntParam overlapTokens() {
    return overlapTokens;
  }

  public final int getOverlapTokens() {
    return (int) getOrDefault(overlapTokens);
  }
}
