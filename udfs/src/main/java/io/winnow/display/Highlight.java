package io.winnow.display;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A stretch of a text that is an entity.
 *
 * @param start first character, in UTF-16 units
 * @param end one past the last character
 * @param type such as {@code PER}
 * @param confidence in 0 to 1; empty if not known
 */
public record Highlight(int start, int end, String type, OptionalDouble confidence) {

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
    return new Highlight(start, end, type, OptionalDouble.empty());
  }

  public static Highlight of(int start, int end, String type, double confidence) {
    return new Highlight(start, end, type, OptionalDouble.of(confidence));
  }

  /** Two digits after the point and none before, such as {@code .93}; empty without confidence. */
  String shownConfidence() {
    if (confidence.isEmpty()) {
      return "";
    }
    String digits = String.format(Locale.ROOT, "%.2f", confidence.getAsDouble());
    return digits.startsWith("0") ? digits.substring(1) : digits;
  }

  /** Type and confidence, such as {@code PER .93}. */
  String label() {
    return confidence.isEmpty() ? type : type + " " + shownConfidence();
  }
}
