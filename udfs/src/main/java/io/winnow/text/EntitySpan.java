package io.winnow.text;

import java.util.Comparator;
import java.util.List;

/**
 * An entity: a run of words and its type.
 *
 * @param startWord first word, counted from 0
 * @param endWord one past the last word
 * @param type the entity type, such as {@code PER}
 */
public record EntitySpan(int startWord, int endWord, String type)
    implements Comparable<EntitySpan> {

  private static final Comparator<EntitySpan> READING_ORDER =
      Comparator.comparingInt(EntitySpan::startWord)
          .thenComparingInt(EntitySpan::endWord)
          .thenComparing(EntitySpan::type);

  public EntitySpan {
    if (startWord < 0 || endWord <= startWord) {
      throw new IllegalArgumentException(
          "Entity span [%d,%d) of type %s holds no word".formatted(startWord, endWord, type));
    }
  }

  /** Words in the span, at least 1. */
  public int length() {
    return endWord - startWord;
  }

  public boolean overlaps(EntitySpan other) {
    return startWord < other.endWord && other.startWord < endWord;
  }

  /**
   * Spans in reading order.
   *
   * @param words how many words the sentence has
   * @throws IllegalArgumentException if spans overlap or reach past the last word
   */
  static List<EntitySpan> inOrder(int words, List<EntitySpan> spans) {
    List<EntitySpan> sorted = spans.stream().sorted().toList();
    EntitySpan before = null;
    for (EntitySpan span : sorted) {
      if (span.endWord > words) {
        throw new IllegalArgumentException(
            "Entity span %s reaches beyond the sentence's %d words".formatted(span, words));
      }
      if (before != null && before.overlaps(span)) {
        throw new IllegalArgumentException(
            "Entity spans %s and %s overlap".formatted(before, span));
      }
      before = span;
    }
    return sorted;
  }

  /** Reading order: by start, then end, then type. */
  @Override
  public int compareTo(EntitySpan other) {
    return READING_ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "[%d,%d) %s".formatted(startWord, endWord, type);
  }
}
