package io.winnow.display;

import io.winnow.display.Highlight.Standing;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Different annotations of one sentence, one below the other, with their differences.
 *
 * @param rows an answer each
 */
public record SideBySide(List<Row> rows) {

  private static final String NO_TYPE = "none";

  /**
   * An answer.
   *
   * @param who gave it
   * @param spans in any order; none overlap
   */
  public record Answer(String who, List<EntitySpan> spans) {

    public Answer {
      spans = spans.stream().sorted().toList();
    }
  }

  /**
   * @param text with the entities of the answer, and where others have some and it has none
   */
  record Row(String who, HighlightedText text) {}

  /**
   * Answers in the order given.
   *
   * @throws IllegalArgumentException if a span reaches beyond the sentence's words
   */
  public static SideBySide of(Sentence sentence, List<Answer> answers) {
    Set<EntitySpan> shared = new HashSet<>(answers.isEmpty() ? List.of() : answers.get(0).spans());
    answers.forEach(answer -> shared.retainAll(answer.spans()));
    BitSet disputed = new BitSet();
    answers.stream()
        .flatMap(answer -> answer.spans().stream())
        .filter(span -> !shared.contains(span))
        .forEach(span -> disputed.set(span.startWord(), span.endWord()));
    return new SideBySide(
        answers.stream()
            .map(answer -> new Row(answer.who(), marked(sentence, answer, shared, disputed)))
            .toList());
  }

  private static HighlightedText marked(
      Sentence sentence, Answer answer, Set<EntitySpan> shared, BitSet disputed) {
    List<Highlight> highlights = new ArrayList<>();
    BitSet missing = (BitSet) disputed.clone();
    for (EntitySpan span : answer.spans()) {
      Standing standing = shared.contains(span) ? Standing.SHARED : Standing.DIFFERENT;
      highlights.add(Highlight.of(sentence, span, OptionalDouble.empty(), standing));
      missing.clear(span.startWord(), span.endWord());
    }
    for (int start = missing.nextSetBit(0); start >= 0; start = missing.nextSetBit(start)) {
      int end = missing.nextClearBit(start);
      EntitySpan none = new EntitySpan(start, end, NO_TYPE);
      highlights.add(Highlight.of(sentence, none, OptionalDouble.empty(), Standing.MISSING));
      start = end;
    }
    return new HighlightedText(sentence.text(), highlights);
  }
}
