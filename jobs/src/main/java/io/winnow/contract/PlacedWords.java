package io.winnow.contract;

/**
 * A sentence's words by their place in its text.
 *
 * @param starts first character of each word, in code points of the text; ascending
 * @param ends one past the last character of each word, likewise
 */
record PlacedWords(String text, int[] starts, int[] ends) {

  int length() {
    return text.codePointCount(0, text.length());
  }

  /**
   * @param start in code points; within the text, as is {@code end}
   */
  String cut(int start, int end) {
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start));
  }

  String word(int word) {
    return cut(starts[word], ends[word]);
  }

  /** The word that begins at a character; -1 if none does. */
  int startingAt(int character) {
    int word = firstEndingAfter(character);
    return word < starts.length && starts[word] == character ? word : -1;
  }

  /** The word that ends before a character; -1 if none does. */
  int endingAt(int character) {
    int word = firstEndingAfter(character - 1);
    return word < ends.length && ends[word] == character ? word : -1;
  }

  /** The number of words for none. */
  int firstEndingAfter(int character) {
    int low = 0;
    int high = ends.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > character) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Such as {@code word 3 'Paris' [12,17)}; words count from 0. */
  String describe(int word) {
    return "word %d '%s' [%d,%d)".formatted(word, Shown.of(word(word)), starts[word], ends[word]);
  }
}
