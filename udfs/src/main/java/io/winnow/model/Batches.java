package io.winnow.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Groups what is alike in length, so that little of a batch is padding. */
final class Batches {

  private Batches() {}

  /**
   * Longest first, as many as keep rows times the longest row within the layout's tokens; one that
   * is longer alone is a batch by itself.
   *
   * @param length sub-words of an item, above 0
   */
  public static <T> List<List<T>> of(List<T> items, ToIntFunction<T> length, BatchLayout layout) {
    List<T> sorted = new ArrayList<>(items);
    sorted.sort((a, b) -> Integer.compare(length.applyAsInt(b), length.applyAsInt(a)));
    List<List<T>> batches = new ArrayList<>();
    int from = 0;
    while (from < sorted.size()) {
      int fitting = Math.max(1, layout.batchTokens() / length.applyAsInt(sorted.get(from)));
      int to = from + Math.min(sorted.size() - from, Math.min(fitting, layout.batchRows()));
      batches.add(List.copyOf(sorted.subList(from, to)));
      from = to;
    }
    return batches;
  }
}
