package io.winnow.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Places of one writing of a text in another writing of it. Two writings are of the same text if
 * they differ only in white space, in characters that can't be seen (control and format characters)
 * and in how Unicode composes letters with marks (canonical equivalence, UAX 15). So a text may
 * come back from a tool that collapses spaces, writes a line feed or normalizes.
 */
public final class TextAlignment {

  /** Below it Unicode composes no letter of others. */
  private static final char FIRST_COMPOSED = 0xC0;

  private final int[] from;
  private final int[] to;
  private final String other;

  private TextAlignment(String one, String other) {
    this.from = seen(one);
    this.to = seen(other);
    this.other = other;
  }

  /**
   * @return empty if the two are not writings of the same text
   */
  public static Optional<TextAlignment> of(String from, String to) {
    return isSame(from, to) ? Optional.of(new TextAlignment(from, to)) : Optional.empty();
  }

  /** Whether two texts are writings of the same. */
  public static boolean isSame(String one, String other) {
    return one.equals(other)
        || (!isPlainlyDifferent(one, other) && skeleton(one).equals(skeleton(other)));
  }

  /** Whether the first characters that differ show it: they compose with nothing. */
  private static boolean isPlainlyDifferent(String one, String other) {
    int i = visibleStart(one, 0, one.length());
    int j = visibleStart(other, 0, other.length());
    while (i < one.length() && j < other.length()) {
      char c = one.charAt(i);
      char d = other.charAt(j);
      if (c >= FIRST_COMPOSED || d >= FIRST_COMPOSED) {
        return false;
      }
      if (c != d) {
        return true;
      }
      i = visibleStart(one, i + 1, one.length());
      j = visibleStart(other, j + 1, other.length());
    }
    return i < one.length() != j < other.length();
  }

  /** What every writing of a text has in common: its visible characters, decomposed (NFD). */
  public static String skeleton(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints().filter(TextAlignment::isVisible).forEach(visible::appendCodePoint);
    return Normalizer.normalize(visible, Normalizer.Form.NFD);
  }

  /**
   * Where a span begins in the other writing: at the first visible character.
   *
   * @param start UTF-16 units, as is the result; -1 if a letter and its mark lie apart there
   */
  public int start(int start) {
    int place = Arrays.binarySearch(to, from[start]);
    while (place >= 0 && place + 1 < to.length && to[place + 1] == from[start]) {
      place++;
    }
    return Math.max(place, -1);
  }

  /** Where it ends: behind the last visible character. */
  public int end(int end) {
    int place = Arrays.binarySearch(to, from[end]);
    while (place > 0 && to[place - 1] == from[end]) {
      place--;
    }
    boolean isWithin =
        place > 0
            && place < other.length()
            && Character.isSurrogatePair(other.charAt(place - 1), other.charAt(place));
    return Math.max(isWithin ? place + 1 : place, -1);
  }

  /** At each place, how much of the skeleton lies before it; within a code point, as behind it. */
  private static int[] seen(String text) {
    int[] seen = new int[text.length() + 1];
    int count = 0;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      if (isVisible(c)) {
        count += Normalizer.normalize(text.substring(at, next), Normalizer.Form.NFD).length();
      }
      Arrays.fill(seen, at + 1, next + 1, count);
      at = next;
    }
    return seen;
  }

  /**
   * Where the first visible character of a part of a text is, in UTF-16 units; the end if there is
   * none.
   */
  public static int visibleStart(String text, int start, int end) {
    int at = start;
    while (at < end && !isVisible(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  /** Behind the last one; the start if there is none. */
  public static int visibleEnd(String text, int start, int end) {
    int at = end;
    while (at > start && !isVisible(text.codePointBefore(at))) {
      at -= Character.charCount(text.codePointBefore(at));
    }
    return at;
  }

  /** Whether a character is none of white space, control and format characters. */
  public static boolean isVisible(int c) {
    return !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && !Character.isISOControl(c)
        && Character.getType(c) != Character.FORMAT;
  }
}
