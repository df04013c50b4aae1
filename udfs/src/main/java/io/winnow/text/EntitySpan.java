package io.winnow.text;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entity: a run of words and its type.
 *
 * @param startWord first word, counted from 0
 * @param endWord one past the last word
 * @param type the entity type, such as {@code PER}
 * @since 0.1.0
 */
public record EntitySpan(int startWord, int endWord, String type)
    implements Comparable<EntitySpan>, Serializable {

  private static final Comparator<EntitySpan> READING_ORDER =
      Comparator.comparingInt(EntitySpan::startWord)
          .thenComparingInt(EntitySpan::endWord)
          .thenComparing(EntitySpan::type);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})-(\\d{1,6}):(.+)");

  public EntitySpan {
    if (startWord < 0 || endWord <= startWord) {
      throw new IllegalArgumentException(
          "Entity span [%d,%d) of type %s holds no word".formatted(startWord, endWord, type));
    }
  }

  /**
   * @param text such as {@code 3-5:PER}: first word, one past the last, and type
   * @throws IllegalArgumentException if it is no such text, or holds no word
   */
  public static EntitySpan parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no span: first word, one past the last, and type, such as 3-5:PER"
              .formatted(text));
    }
    return new EntitySpan(
        Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), parts.group(3));
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
