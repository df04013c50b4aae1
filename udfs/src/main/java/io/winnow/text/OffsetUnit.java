package io.winnow.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one character is to whoever wrote an offset. */
public enum OffsetUnit {
  /** As the contract counts, and Python. */
  CODE_POINTS,
  /** As JavaScript and Java count: an emoji is two. */
  UTF_16,
  /** As people count: a letter with its marks, a family of emojis is one (Unicode UAX 29). */
  GRAPHEMES,
  /** Bytes of UTF-8, as Go and Rust count. */
  BYTES;

  /** Bytes that a UTF-16 unit takes in UTF-8. */
  private static final int MOST_BYTES = 3;

  /** Below it lies no combining mark, and nothing else that joins. */
  private static final char FIRST_MARK = 0x300;

  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  /**
   * @throws IllegalArgumentException if there is none of the name; lists those there are
   */
  public static OffsetUnit named(String name) {
    return named(values(), name, "unit of offsets");
  }

  /**
   * The one of some values that is written so.
   *
   * @param noun what they are, for the message
   * @throws IllegalArgumentException if there is none of the name; lists those there are
   */
  public static <T> T named(T[] values, String name, String noun) {
    return Arrays.stream(values)
        .filter(value -> value.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no %s; there are %s"
                        .formatted(
                            name,
                            noun,
                            Arrays.stream(values)
                                .map(T::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * An offset in this unit as one in UTF-16 units; -1 if it lies outside of the text or within a
   * code point.
   */
  public int toUtf16(String text, long offset) {
    if (offset < 0) {
      return -1;
    }
    int at = 0;
    long count = 0;
    while (count < offset && at < text.length()) {
      int next = next(text, at);
      count += size(text, at, next);
      at = next;
    }
    return count == offset ? at : -1;
  }

  /**
   * {@link #toUtf16} for every offset.
   *
   * @return by offset from 0 to the end of the text
   */
  public int[] places(String text) {
    int[] places = new int[text.length() * (this == BYTES ? MOST_BYTES : 1) + 1];
    if (this == BYTES || this == UTF_16) {
      Arrays.fill(places, -1);
    }
    Matcher graphemes = this == GRAPHEMES ? GRAPHEME.matcher(text) : null;
    int count = 0;
    int at = 0;
    while (at < text.length()) {
      places[count] = at;
      int next =
          graphemes != null && !isAlone(text, at) && graphemes.find(at)
              ? graphemes.end()
              : at + Character.charCount(text.codePointAt(at));
      count += size(text, at, next);
      at = next;
    }
    places[count] = at;
    return Arrays.copyOf(places, count + 1);
  }

  /**
   * @param offset in this unit
   * @return the same in code points; an offset that is none of the text lies beyond it
   */
  public long toCodePoints(String text, long offset) {
    int units = toUtf16(text, offset);
    if (units >= 0) {
      return text.codePointCount(0, units);
    }
    return offset < 0 ? offset : text.codePointCount(0, text.length()) + 1L;
  }

  /** The text between two offsets in this unit; null if they are none of the text. */
  public String cut(String text, long start, long end) {
    int from = toUtf16(text, start);
    int to = toUtf16(text, end);
    return from < 0 || to < from ? null : text.substring(from, to);
  }

  /** Where the character at a place ends, both in UTF-16 units; never within a code point. */
  private int next(String text, int at) {
    if (this == GRAPHEMES) {
      Matcher matcher = GRAPHEME.matcher(text).region(at, text.length());
      if (matcher.lookingAt()) {
        return matcher.end();
      }
    }
    return at + Character.charCount(text.codePointAt(at));
  }

  /** Whether a character is a grapheme by itself, told without a look at Unicode's tables. */
  private static boolean isAlone(String text, int at) {
    boolean isNextPlain = at + 1 == text.length() || text.charAt(at + 1) < FIRST_MARK;
    return text.charAt(at) < FIRST_MARK && text.charAt(at) != '\r' && isNextPlain;
  }

  /** How much of this unit lies between the ends of such a character. */
  private int size(String text, int start, int end) {
    return switch (this) {
      case CODE_POINTS, GRAPHEMES -> 1;
      case UTF_16 -> end - start;
      case BYTES -> {
        int c = text.codePointAt(start);
        yield c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      }
    };
  }

  /** Such as {@code code-points}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
