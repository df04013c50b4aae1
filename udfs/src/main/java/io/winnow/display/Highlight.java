package io.winnow.display;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A stretch of a text that is an entity, or that is none in this answer but in another.
 *
 * @param start first character, in UTF-16 units
 * @param end one past the last character
 * @param type such as {@code PER}; empty for what was searched for
 * @param confidence in 0 to 1; empty if not known
 */
public record Highlight(
    int start, int end, String type, OptionalDouble confidence, Standing standing) {

  /** How a highlight compares with the other answers to the sentence. */
  enum Standing {
    /** There are no others. */
    ALONE,
    /** All answers have this entity. */
    SHARED,
    /** Another answer does not have just this entity. */
    DIFFERENT,
    /** No entity here, but there is one in another answer. */
    MISSING
  }

  public Highlight {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "Highlight [%d,%d) of type %s holds no character".formatted(start, end, type));
    }
    if (confidence.isPresent()
        && !(confidence.getAsDouble() >= 0 && confidence.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "Highlight [%d,%d) of type %s has confidence %s; it must lie in 0 to 1"
              .formatted(start, end, type, confidence.getAsDouble()));
    }
  }

  public static Highlight of(int start, int end, String type) {
    return new Highlight(start, end, type, OptionalDouble.empty(), Standing.ALONE);
  }

  public static Highlight of(int start, int end, String type, double confidence) {
    return new Highlight(start, end, type, OptionalDouble.of(confidence), Standing.ALONE);
  }

  static Highlight of(
      Sentence sentence, EntitySpan span, OptionalDouble confidence, Standing standing) {
    int words = sentence.words().size();
    if (span.endWord() > words) {
      throw new IllegalArgumentException(
          "Entity span %s reaches beyond the %d words of sentence %s"
              .formatted(span, words, sentence.id()));
    }
    return new Highlight(
        sentence.start(span), sentence.end(span), span.type(), confidence, standing);
  }

  /** Two digits after the point and none before, such as {@code .93}. */
  static String shown(double confidence) {
    String digits = String.format(Locale.ROOT, "%.2f", confidence);
    return digits.startsWith("0") ? digits.substring(1) : digits;
  }

  /** Type and confidence, such as {@code PER .93}; after a sign if not all answers have it. */
  String label() {
    String sign = standing == Standing.DIFFERENT || standing == Standing.MISSING ? "≠ " : "";
    return sign + type + (confidence.isEmpty() ? "" : " " + shown(confidence.getAsDouble()));
  }
}
