package io.winnow.text;

/**
 * Takes off what is no part of a word at its ends, as in {@link WordSplitter}: blanks of every
 * kind, control characters and invisible format characters.
 */
public final class WordEdges {

  private WordEdges() {}

  /** The word without them; empty if there is nothing else. */
  public static String trimmed(String word) {
    int start = start(word, 0, word.length());
    return word.substring(start, end(word, start, word.length()));
  }

  /** Where the first visible character is; the end if there is none. */
  public static int start(String text, int start, int end) {
    int at = start;
    while (at < end && isNoWord(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  /** Behind the last visible character; the start if there is none. */
  public static int end(String text, int start, int end) {
    int at = end;
    while (at > start && isNoWord(text.codePointBefore(at))) {
      at -= Character.charCount(text.codePointBefore(at));
    }
    return at;
  }

  private static boolean isNoWord(int c) {
    CharKind kind = CharKind.of(c);
    return kind == CharKind.SEPARATOR || kind == CharKind.FORMAT;
  }
}
