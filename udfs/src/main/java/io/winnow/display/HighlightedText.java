package io.winnow.display;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.display.Highlight.Standing;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

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
            .map(
                found -> {
                  OptionalDouble confidence = OptionalDouble.of(found.confidence());
                  return Highlight.of(sentence, found.span(), confidence, Standing.ALONE);
                })
            .toList());
  }

  /** What a label or an annotator says. */
  public static HighlightedText ofSpans(Sentence sentence, List<EntitySpan> spans) {
    return new HighlightedText(
        sentence.text(),
        spans.stream()
            .map(span -> Highlight.of(sentence, span, OptionalDouble.empty(), Standing.ALONE))
            .toList());
  }

  /** The same text with fewer highlights. */
  public HighlightedText keeping(Predicate<Highlight> which) {
    return new HighlightedText(text, highlights.stream().filter(which).toList());
  }

  /**
   * The text as a view has it.
   *
   * @param plain writes what lies between the highlights
   * @param marked writes a highlight and its text
   */
  String written(UnaryOperator<String> plain, BiFunction<Highlight, String, String> marked) {
    StringBuilder written = new StringBuilder(2 * text.length() + 64);
    int from = 0;
    for (Highlight highlight : highlights) {
      written.append(plain.apply(text.substring(from, highlight.start())));
      from = highlight.end();
      written.append(marked.apply(highlight, text.substring(highlight.start(), from)));
    }
    return written.append(plain.apply(text.substring(from))).toString();
  }
}
