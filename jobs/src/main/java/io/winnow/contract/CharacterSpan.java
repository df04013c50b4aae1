package io.winnow.contract;

import io.winnow.text.EntitySpan;

/**
 * From characters to words. Annotators mark with a mouse, so a blank at either end is forgiven;
 * half a word is not, for nobody can tell whether the whole was meant.
 */
final class CharacterSpan {

  private CharacterSpan() {}

  /**
   * @param start in code points of the text; within it, and before {@code end}
   * @throws Objection if the span does not begin and end where words do
   */
  static EntitySpan words(PlacedWords text, int start, int end, String type) {
    int first = text.startingAt(start);
    int last = text.endingAt(end);
    if (first < 0 || last < first) {
      String cut = text.cut(start, end);
      String stripped = strip(cut);
      int before = cut.codePointCount(0, cut.indexOf(stripped));
      int trimmedEnd = start + before + stripped.codePointCount(0, stripped.length());
      first = text.startingAt(start + before);
      last = text.endingAt(trimmedEnd);
    }
    if (first < 0 || last < first) {
      throw new Objection(
          ReasonCode.SPAN_OFF_WORDS,
          "has a span of characters [%d,%d) '%s', which does not begin and end where words do: %s"
              .formatted(start, end, Shown.of(text.cut(start, end)), nearest(text, start, end)));
    }
    return new EntitySpan(first, last + 1, type);
  }

  /** Without blanks of any kind at its ends; Java's own strip leaves the no-break ones. */
  static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (start < end && isBlank(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  private static String nearest(PlacedWords text, int start, int end) {
    int words = text.starts().length;
    if (words == 0) {
      return "the sentence has no words";
    }
    int first = Math.min(text.firstEndingAfter(start), words - 1);
    int last = Math.min(text.firstEndingAfter(end - 1), words - 1);
    return first == last
        ? "the nearest is " + text.describe(first)
        : "the nearest are %s and %s".formatted(text.describe(first), text.describe(last));
  }
}
