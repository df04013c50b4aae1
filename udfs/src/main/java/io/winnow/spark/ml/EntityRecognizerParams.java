package io.winnow.spark.ml;

import io.winnow.spark.TextEntity;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;

/**
 * The params of {@link EntityRecognizer}, with what they mean and their defaults.
 *
 * @since 0.1.0
 */
public abstract class EntityRecognizerParams extends Transformer {

  private static final List<String> PRECISIONS = List.of("auto", "fp32", "bf16");
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
    inputCol = Checked.filledText(this, "inputCol", "column of texts, string");
    outputCol =
        Checked.filledText(
            this, "outputCol", "new column of entities: array of " + TextEntity.TYPE.sql());
    scoreCol =
        Checked.text(
            this, "scoreCol", "new column of MNLP scores, double, nats a word; empty: none");
    modelUrl =
        Checked.filledText(
            this, "modelUrl", "HuggingFace checkpoint folder, on any Hadoop file system");
    precision =
        Checked.oneOf(
            this,
            "precision",
            "auto (bf16 where an executor's processor or GPU computes in it, else fp32), fp32, bf16",
            PRECISIONS);
    engine = Checked.oneOf(this, "engine", "DJL's engine: PyTorch", List.of(ENGINE));
    batchTokens = Checked.atLeast(this, "batchTokens", "sub-words in a batch, padding included", 1);
    batchSize = Checked.atLeast(this, "batchSize", "texts in a batch at most", 1);
    windowSentences =
        Checked.atLeast(
            this, "windowSentences", "texts a task reads ahead to sort them by length", 1);
    overlapTokens =
        Checked.atLeast(
            this,
            "overlapTokens",
            "sub-words shared by neighbouring stretches of a text longer than the model can read",
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
