package io.winnow.contract;

import io.winnow.contract.ReturnSink.FileFacts;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.offsets.OffsetDecision;
import io.winnow.offsets.OffsetTally;
import io.winnow.text.EntitySpan;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Tags;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is known of one returned file only when all of its rows are read. */
final class ReturnTally {

  /** A share of spans that no slip of a mouse explains. */
  private static final double MANY = 0.1;

  /** A share of spans that hardly any annotator gives to full stops. */
  private static final double FEW = 0.01;

  private final String file;
  private final OffsetTally offsets = new OffsetTally();
  private final SortedMap<String, Long> dropped = new TreeMap<>();
  private final BitSet marked = new BitSet();
  private int rows;
  private long answers;
  private long spans;
  private long mostSpans;
  private long emptySpans;
  private long withStatus;
  private long fullStops;
  private String fullStop;

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
    marked.set(rows++, marks(row));
    if (row.spans() != null) {
      spans += row.spans().size();
      mostSpans = Math.max(mostSpans, row.spans().size());
      for (ReturnedAnnotation.Span span : row.spans()) {
        emptySpans += isEmpty(span) ? 1 : 0;
      }
    }
  }

  /** What a row says, if it says it rightly. */
  void read(List<EntitySpan> read, SentSentence sentence) {
    if (!read.isEmpty() && read.get(read.size() - 1).startWord() == sentence.wordCount() - 1) {
      PlacedWords text = sentence.text().placed();
      String last = text.word(sentence.wordCount() - 1);
      if (last.codePoints().noneMatch(Character::isLetterOrDigit)) {
        fullStops++;
        fullStop = last;
      }
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
    return answers > 0 && marked.isEmpty();
  }

  /** Whether a row has one. */
  boolean hasStatus() {
    return withStatus > 0;
  }

  /** Numbers of the rows that have an entity, right or wrong. */
  BitSet marked() {
    return marked;
  }

  /**
   * Where spans of one word end at their own word, longer ones are a word too short.
   *
   * @throws ContractBreachException if there are several
   */
  void requireWords() {
    if (emptySpans > 1 && emptySpans >= MANY * spans) {
      throw ContractBreachException.spans(
          file,
          "%,d of its %,d spans end at the word that they begin at: end_word seems to be the last word"
              .formatted(emptySpans, spans));
    }
  }

  /**
   * Asks this of a file in which one span took the place of another one elsewhere.
   *
   * @throws ContractBreachException if no row has two
   */
  void requireSpansTogether() {
    if (mostSpans <= 1) {
      throw ContractBreachException.spans(
          file,
          "it has several rows of one annotator and one sentence, each with another span, and no"
              + " row with two: each span seems to have a row of its own");
    }
  }

  /**
   * @param unused columns and fields that nobody asked for
   * @param more remarks
   */
  FileFacts facts(List<String> unused, List<String> more) {
    List<String> remarks = new ArrayList<>(more);
    if (hasStatus() && withStatus < answers) {
      remarks.add(
          "has %,d rows without a status among others that have one; they count as done"
              .formatted(answers - withStatus));
    }
    if (fullStops > 1 && fullStops >= FEW * spans) {
      remarks.add(
          "has %,d spans of a last word without a letter, such as '%s'; if its words count from 1, all its spans are wrong"
              .formatted(fullStops, RowValidator.shown(fullStop)));
    }
    if (answers > 1 && saysNothing()) {
      remarks.add("has %,d answers, and none of them an entity".formatted(answers));
    }
    return new FileFacts(file, unused, dropped, remarks);
  }
}
