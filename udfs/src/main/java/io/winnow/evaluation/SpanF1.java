package io.winnow.evaluation;

import io.winnow.text.EntitySpan;
import io.winnow.text.Tags;
import java.io.Serializable;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Entity-level precision, recall and F1: a prediction is right if its words and its type are
 * exactly those of a gold span. Micro-averaged over all types, as conlleval (Tjong Kim Sang and
 * Buchholz, CoNLL-2000). Parts of a data set add up by {@link #plus} to the whole.
 *
 * @param byType counts by entity type, in order of name; the types of neither gold nor predictions
 *     are absent
 */
public record SpanF1(SortedMap<String, SpanCounts> byType) implements Serializable {

  public static final SpanF1 NONE = new SpanF1(Collections.emptySortedMap());

  public SpanF1 {
    byType = Collections.unmodifiableSortedMap(new TreeMap<>(byType));
  }

  /**
   * @param gold the spans of each sentence
   * @param predicted the same sentences in the same order
   * @throws IllegalArgumentException if the numbers of sentences differ
   */
  public static SpanF1 of(List<List<EntitySpan>> gold, List<List<EntitySpan>> predicted) {
    requireSameSize("sentences", gold.size(), predicted.size());
    TreeMap<String, SpanCounts> counts = new TreeMap<>();
    for (int sentence = 0; sentence < gold.size(); sentence++) {
      count(gold.get(sentence), predicted.get(sentence), counts);
    }
    return new SpanF1(counts);
  }

  /** One sentence. */
  public static SpanF1 ofSentence(List<EntitySpan> gold, List<EntitySpan> predicted) {
    return of(List.of(gold), List.of(predicted));
  }

  /** Tags of any format, read by {@link Tags#spans}. */
  public static SpanF1 ofTags(List<List<String>> gold, List<List<String>> predicted) {
    return ofTags(gold, predicted, Tags::spans);
  }

  /** IOB2 tags, read by {@link Tags#strictSpans}. */
  public static SpanF1 ofStrictTags(List<List<String>> gold, List<List<String>> predicted) {
    return ofTags(gold, predicted, Tags::strictSpans);
  }

  /** All types together: what a paper calls F1. */
  public SpanCounts overall() {
    return byType.values().stream().reduce(SpanCounts.NONE, SpanCounts::plus);
  }

  /** One type; {@link SpanCounts#NONE} for one that does not occur. */
  public SpanCounts of(String type) {
    return byType.getOrDefault(type, SpanCounts.NONE);
  }

  public double precision() {
    return overall().precision();
  }

  public double recall() {
    return overall().recall();
  }

  public double f1() {
    return overall().f1();
  }

  /** Both together, as if measured at once. */
  public SpanF1 plus(SpanF1 other) {
    TreeMap<String, SpanCounts> sum = new TreeMap<>(byType);
    other.byType.forEach((type, counts) -> sum.merge(type, counts, SpanCounts::plus));
    return new SpanF1(sum);
  }

  private static SpanF1 ofTags(
      List<List<String>> gold,
      List<List<String>> predicted,
      Function<List<String>, List<EntitySpan>> reading) {
    requireSameSize("sentences", gold.size(), predicted.size());
    for (int sentence = 0; sentence < gold.size(); sentence++) {
      requireSameSize(
          "tags in sentence " + sentence,
          gold.get(sentence).size(),
          predicted.get(sentence).size());
    }
    return of(gold.stream().map(reading).toList(), predicted.stream().map(reading).toList());
  }

  private static void count(
      List<EntitySpan> gold, List<EntitySpan> predicted, Map<String, SpanCounts> counts) {
    Set<EntitySpan> found = new HashSet<>(predicted);
    Set<EntitySpan> wanted = new HashSet<>(gold);
    for (EntitySpan span : wanted) {
      long correct = found.remove(span) ? 1 : 0;
      counts.merge(span.type(), new SpanCounts(1, correct, correct), SpanCounts::plus);
    }
    for (EntitySpan span : found) {
      counts.merge(span.type(), new SpanCounts(0, 1, 0), SpanCounts::plus);
    }
  }

  private static void requireSameSize(String what, int gold, int predicted) {
    if (gold != predicted) {
      throw new IllegalArgumentException(
          "Cannot compare %d gold and %d predicted %s".formatted(gold, predicted, what));
    }
  }
}
