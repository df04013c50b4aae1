package io.winnow.contract;

import io.winnow.text.TextAlignment;
import java.util.Arrays;
import java.util.Optional;

/**
 * A sentence's words by their place in its text.
 *
 * @param starts first character of each word, in code points of the text; ascending
 * @param ends one past the last character of each word, likewise
 */
record PlacedWords(String text, int[] starts, int[] ends) {

  /** Words {@code [first, last]}. */
  record Range(int first, int last) {}

  int length() {
    return text.codePointCount(0, text.length());
  }

  /**
   * @param start in code points; within the text, as is {@code end}
   */
  String cut(int start, int end) {
    if (length() == text.length()) {
      return text.substring(start, end);
    }
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start));
  }

  String word(int word) {
    return cut(starts[word], ends[word]);
  }

  /**
   * The words between two characters. Annotators mark with a mouse, so what can't be seen at the
   * ends is left off: blanks of any kind, control and format characters.
   *
   * @param start in code points of the text; within it, and before {@code end}
   * @return empty if the two are not where words begin and end
   */
  Optional<Range> words(int start, int end) {
    Optional<Range> exact = exactly(start, end);
    if (exact.isPresent()) {
      return exact;
    }
    String cut = cut(start, end);
    int first = TextAlignment.visibleStart(cut, 0, cut.length());
    int last = TextAlignment.visibleEnd(cut, first, cut.length());
    int from = start + cut.codePointCount(0, first);
    return exactly(from, from + cut.codePointCount(first, last));
  }

  private Optional<Range> exactly(int start, int end) {
    int first = startingAt(start);
    int last = endingAt(end);
    return first < 0 || last < first ? Optional.empty() : Optional.of(new Range(first, last));
  }

  /** The word that begins at a character; -1 if none does. */
  private int startingAt(int character) {
    int word = firstEndingAfter(character);
    return word < starts.length && starts[word] == character ? word : -1;
  }

  /** The word that ends before a character; -1 if none does. */
  private int endingAt(int character) {
    int word = firstEndingAfter(character - 1);
    return word < ends.length && ends[word] == character ? word : -1;
  }

  /** The number of words for none. */
  int firstEndingAfter(int character) {
    int found = Arrays.binarySearch(ends, character);
    int word = found < 0 ? -found - 1 : found;
    while (word < ends.length && ends[word] == character) {
      word++;
    }
    return word;
  }
}
