package io.winnow.spark;

import io.winnow.model.BatchLayout;
import io.winnow.model.Precision;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import scala.collection.JavaConverters;

/**
 * A model as executors find it, and how they predict on texts with it; see {@link BatchLayout}.
 *
 * @param precision {@link Precision#AUTO}: each executor's own best, so mixed machines may differ
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

  private static final int FIRST_WINDOW = 32;

  /** Limits a window's memory if texts are whole books: some 100 bytes per character in total. */
  private static final int WINDOW_CHARACTERS = 4_000_000;

  BatchLayout layout() {
    return new BatchLayout(batchTokens, batchRows, overlapTokens);
  }

  /**
   * Predicts on a task's rows, in their order, a bounded window at a time. Windows begin small and
   * double: the first rows come soon, and {@code LIMIT 10} predicts few for nothing.
   *
   * @param <T> a row that stays as it is while the next ones are fetched
   * @param <R> the row with the prediction
   * @param text a row's text, may be null
   * @param result of a row and its prediction, which is null where {@link TextPredictor#predict}
   *     says
   */
  public <T, R> Iterator<R> predict(
      Iterator<T> rows, Function<T, String> text, BiFunction<T, TextPrediction, R> result) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    TextPredictor predictor = TextPredictor.in(TaskContext.get(), this);
    Iterator<Integer> sizes =
        Stream.iterate(
                Math.min(FIRST_WINDOW, windowTexts),
                size -> rows.hasNext(),
                size -> (int) Math.min(windowTexts, 2L * size))
            .iterator();
    // Scala's iterators fetch nothing before it is asked for.
    return JavaConverters.asJavaIterator(
        JavaConverters.asScalaIterator(sizes)
            .flatMap(
                size -> {
                  List<T> window = new ArrayList<>();
                  List<String> texts = new ArrayList<>();
                  long characters = 0;
                  while (rows.hasNext() && window.size() < size && characters < WINDOW_CHARACTERS) {
                    T row = rows.next();
                    String found = text.apply(row);
                    window.add(row);
                    texts.add(found);
                    characters += found == null ? 0 : found.length();
                  }
                  Iterator<TextPrediction> predictions = predictor.predict(texts).iterator();
                  return JavaConverters.asScalaIterator(window.iterator())
                      .map(row -> result.apply(row, predictions.next()));
                }));
  }
}
