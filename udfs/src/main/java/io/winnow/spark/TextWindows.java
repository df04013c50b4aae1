package io.winnow.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Takes a task's rows through a predictor in their order, a bounded window at a time. Windows begin
 * small and double: the first rows come soon, and {@code LIMIT 10} predicts few for nothing.
 *
 * @param <T> a row that stays as it is while the next ones are fetched
 * @param <R> the row with its prediction
 */
final class TextWindows<T, R> implements Iterator<R> {

  private static final int FIRST_WINDOW = 32;

  /** Limits a window's memory if texts are whole books: some 100 bytes per character in total. */
  private static final int WINDOW_CHARACTERS = 4_000_000;

  private final TextPredictor predictor;
  private final int longestWindow;
  private final Iterator<T> rows;
  private final Function<T, String> text;
  private final BiFunction<T, TextPrediction, R> result;
  private int size;
  private Iterator<R> window = Collections.emptyIterator();

  /**
   * @param longestWindow rows in a window at most
   * @param text a row's text, may be null
   * @param result of a row and its prediction, which may be null
   */
  TextWindows(
      TextPredictor predictor,
      int longestWindow,
      Iterator<T> rows,
      Function<T, String> text,
      BiFunction<T, TextPrediction, R> result) {
    this.predictor = predictor;
    this.longestWindow = longestWindow;
    this.rows = rows;
    this.text = text;
    this.result = result;
    this.size = Math.min(FIRST_WINDOW, longestWindow);
  }

  @Override
  public boolean hasNext() {
    if (!window.hasNext() && rows.hasNext()) {
      window = nextWindow();
    }
    return window.hasNext();
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return window.next();
  }

  private Iterator<R> nextWindow() {
    List<T> taken = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    long characters = 0;
    while (rows.hasNext() && taken.size() < size && characters < WINDOW_CHARACTERS) {
      T row = rows.next();
      taken.add(row);
      texts.add(text.apply(row));
      characters += texts.get(texts.size() - 1) == null ? 0 : texts.get(texts.size() - 1).length();
    }
    size = (int) Math.min(longestWindow, 2L * size);
    Iterator<TextPrediction> predictions = predictor.predict(texts).iterator();
    Iterator<T> row = taken.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return row.hasNext();
      }

      @Override
      public R next() {
        return result.apply(row.next(), predictions.next());
      }
    };
  }
}
