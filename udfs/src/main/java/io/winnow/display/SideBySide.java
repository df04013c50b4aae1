package io.winnow.display;

import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotatorComparison;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Different annotations of one sentence, one below the other, with their differences.
 *
 * @param rows an answer each
 */
public record SideBySide(String text, List<Row> rows) {

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

  /** How a part of an annotation compares with the other annotations. */
  public enum Standing {
    /** All answers have this entity. */
    SHARED,
    /** Another answer does not have just this entity. */
    DIFFERENT,
    /** No entity here, but there is one in another answer. */
    MISSING
  }

  /**
   * @param highlight where it is; its type is {@value #NO_TYPE} if there is no entity
   */
  public record Stretch(Highlight highlight, Standing standing) {

    static final String NO_TYPE = "none";

    /** The type, after a sign if not all have it. */
    String label() {
      return standing == Standing.SHARED ? highlight.type() : "≠ " + highlight.type();
    }
  }

  /**
   * @param stretches in reading order; none overlap
   */
  public record Row(String who, List<Stretch> stretches) {

    public Row {
      stretches = List.copyOf(stretches);
    }
  }

  public SideBySide {
    rows = List.copyOf(rows);
  }

  /**
   * Answers in the order given.
   *
   * @throws IllegalArgumentException if a span reaches beyond the sentence's words
   */
  public static SideBySide of(Sentence sentence, List<Answer> answers) {
    Set<EntitySpan> shared = new HashSet<>(answers.isEmpty() ? List.of() : answers.get(0).spans());
    answers.forEach(answer -> shared.retainAll(answer.spans()));
    boolean[] disputed = new boolean[sentence.words().size()];
    for (Answer answer : answers) {
      for (EntitySpan span : answer.spans()) {
        HighlightedText.place(sentence, span, OptionalDouble.empty());
        for (int word = span.startWord(); word < span.endWord(); word++) {
          disputed[word] |= !shared.contains(span);
        }
      }
    }
    return new SideBySide(
        sentence.text(),
        answers.stream()
            .map(answer -> new Row(answer.who(), stretches(sentence, answer, shared, disputed)))
            .toList());
  }

  /**
   * What annotators said, those who agree in one row, the answer that most gave first; who skipped
   * the sentence has no row.
   *
   * @param annotations of this sentence, at most one an annotator
   */
  public static SideBySide ofAnnotations(Sentence sentence, List<Annotation> annotations) {
    return of(
        sentence,
        AnnotatorComparison.of(sentence, annotations).versions().stream()
            .map(version -> new Answer(String.join(", ", version.annotators()), version.spans()))
            .toList());
  }

  private static List<Stretch> stretches(
      Sentence sentence, Answer answer, Set<EntitySpan> shared, boolean[] disputed) {
    List<Stretch> stretches = new ArrayList<>();
    int word = 0;
    for (EntitySpan span : answer.spans()) {
      addMissing(sentence, word, span.startWord(), disputed, stretches);
      Standing standing = shared.contains(span) ? Standing.SHARED : Standing.DIFFERENT;
      stretches.add(stretch(sentence, span, standing));
      word = span.endWord();
    }
    addMissing(sentence, word, disputed.length, disputed, stretches);
    return stretches;
  }

  /** The runs of disputed words among those of an answer that are in none of its entities. */
  private static void addMissing(
      Sentence sentence, int from, int to, boolean[] disputed, List<Stretch> stretches) {
    int start = from;
    for (int word = from; word <= to; word++) {
      if (word < to && disputed[word]) {
        continue;
      }
      if (word > start) {
        EntitySpan none = new EntitySpan(start, word, Stretch.NO_TYPE);
        stretches.add(stretch(sentence, none, Standing.MISSING));
      }
      start = word + 1;
    }
  }

  private static Stretch stretch(Sentence sentence, EntitySpan span, Standing standing) {
    return new Stretch(HighlightedText.place(sentence, span, OptionalDouble.empty()), standing);
  }
}
