package io.winnow.display;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * A text and its entities: what every view shows.
 *
 * @param highlights in reading order; none overlap
 */
public record HighlightedText(String text, List<Highlight> highlights) {

  /**
   * @throws IllegalArgumentException if highlights overlap, or one ends beyond the text
   */
  public HighlightedText {
    highlights = highlights.stream().sorted(Comparator.comparingInt(Highlight::start)).toList();
    int from = 0;
    for (Highlight highlight : highlights) {
      if (highlight.start() < from || highlight.end() > text.length()) {
        throw new IllegalArgumentException(
            "Highlight [%d,%d) of type %s does not fit after character %d of %d"
                .formatted(
                    highlight.start(), highlight.end(), highlight.type(), from, text.length()));
      }
      from = highlight.end();
    }
  }

  /** What a model found. */
  public static HighlightedText of(Sentence sentence, List<ConfidentSpan> spans) {
    return new HighlightedText(
        sentence.text(),
        spans.stream()
            .map(found -> place(sentence, found.span(), OptionalDouble.of(found.confidence())))
            .toList());
  }

  /** What a label or an annotator says. */
  public static HighlightedText ofSpans(Sentence sentence, List<EntitySpan> spans) {
    return new HighlightedText(
        sentence.text(),
        spans.stream().map(span -> place(sentence, span, OptionalDouble.empty())).toList());
  }

  /**
   * For offsets as files have them.
   *
   * @param highlights their offsets are Unicode code points of the text
   */
  public static HighlightedText byCodePoints(String text, List<Highlight> highlights) {
    int length = text.codePointCount(0, text.length());
    return new HighlightedText(
        text, highlights.stream().map(one -> inUtf16(text, length, one)).toList());
  }

  /** The same text with fewer highlights. */
  public HighlightedText keeping(Predicate<Highlight> which) {
    return new HighlightedText(text, highlights.stream().filter(which).toList());
  }

  static Highlight place(Sentence sentence, EntitySpan span, OptionalDouble confidence) {
    int words = sentence.words().size();
    if (span.endWord() > words) {
      throw new IllegalArgumentException(
          "Entity span %s reaches beyond the %d words of sentence %s"
              .formatted(span, words, sentence.id()));
    }
    int start = sentence.words().get(span.startWord()).start();
    int end = sentence.words().get(span.endWord() - 1).end();
    return new Highlight(start, end, span.type(), confidence);
  }

  private static Highlight inUtf16(String text, int length, Highlight one) {
    if (one.end() > length) {
      throw new IllegalArgumentException(
          "Highlight [%d,%d) of type %s ends beyond the text's %d code points"
              .formatted(one.start(), one.end(), one.type(), length));
    }
    int start = text.offsetByCodePoints(0, one.start());
    int end = text.offsetByCodePoints(start, one.end() - one.start());
    return new Highlight(start, end, one.type(), one.confidence());
  }
}
