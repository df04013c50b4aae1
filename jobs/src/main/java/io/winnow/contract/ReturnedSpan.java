package io.winnow.contract;

/**
 * A span as the vendor's tool wrote it, not judged yet; by word, by character, or both. Any value
 * is null where the file has none.
 *
 * @param startWord may be no whole number; so may the other offsets
 * @param start in code points of the sentence's text; so is {@code end}
 * @param text the characters from {@code start} to {@code end}, quoted
 */
record ReturnedSpan(
    Number startWord, Number endWord, Number start, Number end, String type, String text) {

  boolean isByWord() {
    return startWord != null || endWord != null;
  }

  boolean isByCharacter() {
    return start != null || end != null;
  }
}
