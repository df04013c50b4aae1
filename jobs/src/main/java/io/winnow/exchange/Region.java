package io.winnow.exchange;

import io.winnow.text.TextAlignment;
import java.util.regex.Pattern;

/**
 * A span as a tool wrote it.
 *
 * @param start in the tool's own unit, as is {@code end}
 * @param quote what the tool says lies between the two; null if it does not say
 */
record Region(long start, long end, String type, String quote) {

  /** How Label Studio writes what ends a line in its quotes, and a tab. */
  private static final Pattern ESCAPED = Pattern.compile("\\\\[nrt]");

  /**
   * Whether a part of a sentence is what it quotes, however that is written; so is any if it quotes
   * nothing. In a sentence that has a backslash with one of these letters, it means itself.
   */
  boolean quotes(String part, String sentence) {
    return quote == null
        || TextAlignment.isSame(quote, part)
        || TextAlignment.isSame(plainQuote(sentence), part);
  }

  /** The quote with what ends a line as a blank, unless the sentence itself has such a sign. */
  String plainQuote(String sentence) {
    return ESCAPED.matcher(sentence).find() ? quote : ESCAPED.matcher(quote).replaceAll(" ");
  }

  /** Without its quote. */
  Region bare() {
    return new Region(start, end, type, null);
  }

  @Override
  public String toString() {
    return "[%d,%d)".formatted(start, end);
  }
}
