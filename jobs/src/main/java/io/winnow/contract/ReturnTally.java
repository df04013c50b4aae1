package io.winnow.contract;

import io.winnow.contract.ReturnSink.FileFacts;
import io.winnow.offsets.OffsetDecision;
import io.winnow.offsets.OffsetTally;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Tags;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is known of one returned file only when all of its rows are read. */
final class ReturnTally {

  /** A share of spans that no slip of a mouse explains. */
  private static final double MANY = 0.1;

  private final String file;
  private final OffsetTally offsets = new OffsetTally();
  private final SortedMap<String, Long> dropped = new TreeMap<>();
  private long answers;
  private long spans;
  private long emptySpans;
  private long withStatus;
  private long marked;

  ReturnTally(String file) {
    this.file = file;
  }

  /** What its spans of characters count. */
  OffsetTally offsets() {
    return offsets;
  }

  /**
   * @throws ContractBreachException if the file as a whole counts something else than code points,
   *     or its ends otherwise. What can't be told is left to the rows: each is held against its own
   *     words
   */
  void requireCodePoints() {
    OffsetDecision decision = offsets.decide(OffsetUnit.CODE_POINTS, OffsetTally.Use.REFUSE);
    // A return that counts another unit is another matter, shifted or not.
    decision
        .shifted()
        .filter(shifted -> shifted.unit() == OffsetUnit.CODE_POINTS)
        .ifPresent(
            shifted -> {
              throw ContractBreachException.shifted(file, shifted);
            });
    // One span alone is its row's matter, which says what is wrong with it.
    if (decision.isAnother() && decision.telling() > 1) {
      throw ContractBreachException.offsets(file, decision);
    }
  }

  /** A row as it is, right or wrong. */
  void read(ReturnedAnnotation row) {
    answers += row.error() == null ? 1 : 0;
    withStatus += row.error() == null && row.status() != null ? 1 : 0;
    marked += marks(row) ? 1 : 0;
    if (row.spans() != null) {
      spans += row.spans().size();
      emptySpans += row.spans().stream().filter(ReturnTally::isEmpty).count();
    }
  }

  private static boolean isEmpty(ReturnedAnnotation.Span span) {
    return span.startWord() != null && span.startWord().equals(span.endWord());
  }

  private static boolean marks(ReturnedAnnotation row) {
    return (row.spans() != null && !row.spans().isEmpty())
        || (row.tags() != null && row.tags().stream().anyMatch(tag -> !Tags.OUTSIDE.equals(tag)));
  }

  /** A type of a span that was left out of a valid answer on purpose. */
  void dropped(String type) {
    dropped.merge(type, 1L, Long::sum);
  }

  /** Whether there are answers, and none has an entity, not even a wrong one. */
  boolean saysNothing() {
    return answers > 0 && marked == 0;
  }

  /**
   * @param unused columns that nobody asked for
   */
  FileFacts facts(List<String> unused) {
    boolean areSeveral = emptySpans > 1 && emptySpans >= MANY * spans;
    return new FileFacts(
        file,
        unused,
        dropped,
        areSeveral ? emptySpans : 0,
        withStatus == 0 ? 0 : answers - withStatus);
  }
}
