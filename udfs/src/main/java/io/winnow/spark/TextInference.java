package io.winnow.spark;

import io.winnow.model.BatchLayout;
import io.winnow.model.Precision;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.TaskContext;

/**
 * A model as executors find it, and how they predict on texts with it.
 *
 * @param precision {@link Precision#AUTO}: each executor's own best, so mixed machines may differ
 * @param batchTokens sub-words in a batch, padding included
 * @param batchRows windows in a batch at most
 * @param overlapTokens sub-words shared by neighbouring windows of a text longer than the model
 *     takes
 * @param windowTexts texts that a task reads ahead to sort them by length
 */
public record TextInference(
    ModelFiles files,
    Precision precision,
    int batchTokens,
    int batchRows,
    int overlapTokens,
    int windowTexts)
    implements Serializable {

  BatchLayout layout() {
    return new BatchLayout(batchTokens, batchRows, overlapTokens);
  }

  /**
   * Predicts on a task's rows, in their order.
   *
   * @param <T> a row that stays as it is while the next ones are fetched
   * @param <R> the row with the prediction
   * @param text a row's text, may be null
   * @param result of a row and its prediction, which is null where {@link TextPredictor#predict}
   *     says
   */
  public <T, R> Iterator<R> predict(
      Iterator<T> rows, Function<T, String> text, BiFunction<T, TextPrediction, R> result) {
    return rows.hasNext()
        ? new TextWindows<>(
            TextPredictor.in(TaskContext.get(), this), windowTexts, rows, text, result)
        : Collections.emptyIterator();
  }
}
