package io.winnow.spark;

import io.winnow.model.Prediction;
import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * What scoring has cost so far, over all executors; Spark's web page shows it with each stage.
 * Tasks that Spark had to run twice count twice.
 *
 * @param modelLoads one for each executor and device, if all is well
 */
public record ScoringCounters(
    LongAccumulator sentences,
    LongAccumulator tokens,
    LongAccumulator paddedTokens,
    LongAccumulator batches,
    LongAccumulator modelLoads)
    implements Serializable {

  /** The name that Spark knows the first of them by. */
  public static final String SENTENCES = "sentences scored";

  public static ScoringCounters on(SparkContext spark) {
    return new ScoringCounters(
        spark.longAccumulator(SENTENCES),
        spark.longAccumulator("tokens encoded"),
        spark.longAccumulator("computed tokens, with padding"),
        spark.longAccumulator("model calls"),
        spark.longAccumulator("models loaded"));
  }

  void add(Prediction.Result predicted) {
    sentences.add(predicted.sentences().size());
    tokens.add(predicted.tokens());
    paddedTokens.add(predicted.paddedTokens());
    batches.add(predicted.batches());
  }

  /** Sub-words computed on for each one encoded, at least 1; 1 before there are any. */
  public double padding() {
    return tokens.sum() == 0 ? 1 : (double) paddedTokens.sum() / tokens.sum();
  }
}
