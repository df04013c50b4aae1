package io.winnow.text;

/**
 * One word of a sentence.
 *
 * @param text the word as it stands in the sentence
 * @param start first character in the sentence's text, in UTF-16 units
 * @param end one past the last character, in UTF-16 units
 */
public record Word(String text, int start, int end) {

  public Word {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "Word '%s' has characters [%d,%d): the end lies before the start"
              .formatted(text, start, end));
    }
  }
}
