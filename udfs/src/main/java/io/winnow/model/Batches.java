package io.winnow.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Groups what is alike in length, so that little of a batch is padding. */
public final class Batches {

  private Batches() {}

  /**
   * Longest first, as many as keep rows times the longest row within {@code tokens}; one that is
   * longer alone is a batch by itself.
   *
   * @param length sub-words of an item, above 0
   */
  public static <T> List<List<T>> byTokens(List<T> items, ToIntFunction<T> length, int tokens) {
    List<T> sorted = new ArrayList<>(items);
    sorted.sort((a, b) -> Integer.compare(length.applyAsInt(b), length.applyAsInt(a)));
    List<List<T>> batches = new ArrayList<>();
    int from = 0;
    while (from < sorted.size()) {
      int rows = Math.max(1, tokens / length.applyAsInt(sorted.get(from)));
      int to = Math.min(sorted.size(), from + rows);
      batches.add(List.copyOf(sorted.subList(from, to)));
      from = to;
    }
    return batches;
  }
}
