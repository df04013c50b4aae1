package io.winnow.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How sentences are laid out for the encoder.
 *
 * @param batchTokens sub-words in a batch, padding included
 * @param batchRows windows in a batch at most
 * @param overlapTokens sub-words that neighbouring windows of a long sentence share
 */
public record BatchLayout(int batchTokens, int batchRows, int overlapTokens) {

  public static final BatchLayout DEFAULT = byTokens(1024, 64);

  /** What most encoders take: never cut, however small a batch is. */
  private static final int USUAL_WINDOW = 512;

  public BatchLayout {
    if (batchTokens < 1 || batchRows < 1 || overlapTokens < 0) {
      throw new IllegalArgumentException(
          "A batch needs room for 1 token and 1 row, and no overlap below 0; not %d, %d and %d"
              .formatted(batchTokens, batchRows, overlapTokens));
    }
  }

  /** As many windows as fit into the tokens. */
  public static BatchLayout byTokens(int batchTokens, int overlapTokens) {
    return new BatchLayout(batchTokens, Integer.MAX_VALUE, overlapTokens);
  }

  /**
   * Sub-words in a window at most. A model that takes thousands is given no more than fill a batch,
   * since attention's cost grows with their square.
   *
   * @param most that the model takes
   */
  int window(int most) {
    return Math.min(most, Math.max(batchTokens, USUAL_WINDOW));
  }

  /**
   * Groups what is alike in length, so that little of a batch is padding: longest first, as many as
   * keep rows times the longest row within {@code batchTokens}; one that is longer alone is a batch
   * by itself.
   */
  <T> List<List<T>> batches(List<T> items, ToIntFunction<T> length) {
    List<T> sorted = new ArrayList<>(items);
    sorted.sort((a, b) -> Integer.compare(length.applyAsInt(b), length.applyAsInt(a)));
    List<List<T>> batches = new ArrayList<>();
    int from = 0;
    while (from < sorted.size()) {
      int fitting = Math.max(1, batchTokens / length.applyAsInt(sorted.get(from)));
      int to = from + Math.min(sorted.size() - from, Math.min(fitting, batchRows));
      batches.add(List.copyOf(sorted.subList(from, to)));
      from = to;
    }
    return batches;
  }
}
