package io.winnow.jobs.experiment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of words, or a share of the pool's words.
 *
 * @param value words, or percent from 0 to 100
 */
public record WordAmount(double value, Unit unit) {

  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(%?)");

  /** What the value counts. */
  public enum Unit {
    WORDS,
    PERCENT
  }

  /**
   * @param text such as {@code 2500} or {@code 2.5%}
   * @throws IllegalArgumentException if it is neither
   */
  public static WordAmount parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no number of words: write 2500, or 2.5%% for a share of the pool's words"
              .formatted(text));
    }
    double value = Double.parseDouble(form.group(1));
    Unit unit = form.group(2).isEmpty() ? Unit.WORDS : Unit.PERCENT;
    if (value == 0 || (unit == Unit.PERCENT && value > 100)) {
      throw new IllegalArgumentException(
          "'%s' must be above 0%s"
              .formatted(text, unit == Unit.PERCENT ? " and at most 100%" : ""));
    }
    return new WordAmount(value, unit);
  }

  /** At least one word. */
  long of(long poolWords) {
    double words = unit == Unit.WORDS ? value : poolWords * value / 100;
    return Math.max(1, Math.round(words));
  }

  /** As {@link #parse} takes it. */
  @Override
  public String toString() {
    String number =
        value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    return unit == Unit.PERCENT ? number + "%" : number;
  }
}
