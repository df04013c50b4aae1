package io.winnow.redaction;

/**
 * A text as detectors read it: full-width letters and signs, digits of any script, dashes and
 * blanks of any kind are ASCII's, and invisible format characters are gone, since none of these
 * makes a telephone number another one. It counts what detectors look for, so that most texts cost
 * one pass.
 */
public final class FoldedText {

  private static final int LAST_ASCII = 0x7F;
  private static final int MINUS = 0x2212;
  private static final int FULL_WIDTH = 0xFF01;
  private static final int LAST_FULL_WIDTH = 0xFF5E;
  private static final int FULL_WIDTH_SHIFT = 0xFEE0;

  private final String original;
  private final String text;

  /** Where each folded character begins and ends in the original; null where it is the same. */
  private final int[] starts;

  private final int[] ends;
  private int digits;
  private int ats;
  private int questions;
  private int colons;
  private int dots;

  private FoldedText(String original, String text, int[] starts, int[] ends) {
    this.original = original;
    this.text = text;
    this.starts = starts;
    this.ends = ends;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> digits++;
        case '@' -> ats++;
        case '?', '#' -> questions++;
        case ':' -> colons++;
        case '.' -> dots++;
        default -> {
          // Nothing that a detector begins with.
        }
      }
    }
  }

  public static FoldedText of(String original) {
    for (int i = 0; i < original.length(); i++) {
      if (original.charAt(i) > LAST_ASCII) {
        return folded(original);
      }
    }
    return new FoldedText(original, original, null, null);
  }

  private static FoldedText folded(String original) {
    StringBuilder text = new StringBuilder(original.length());
    int[] starts = new int[original.length()];
    int[] ends = new int[original.length()];
    int at = 0;
    while (at < original.length()) {
      int c = original.codePointAt(at);
      int next = at + Character.charCount(c);
      int from = text.length();
      append(c, text);
      for (int i = from; i < text.length(); i++) {
        starts[i] = at;
        ends[i] = next;
      }
      at = next;
    }
    return new FoldedText(original, text.toString(), starts, ends);
  }

  private static void append(int c, StringBuilder text) {
    if (c <= LAST_ASCII) {
      text.append((char) c);
    } else if (Character.isDigit(c)) {
      text.append((char) ('0' + Character.digit(c, 10)));
    } else if (c >= FULL_WIDTH && c <= LAST_FULL_WIDTH) {
      text.append((char) (c - FULL_WIDTH_SHIFT));
    } else {
      switch (Character.getType(c)) {
        case Character.FORMAT -> {
          // It can't be seen.
        }
        case Character.SPACE_SEPARATOR -> text.append(' ');
        case Character.DASH_PUNCTUATION -> text.append('-');
        default -> {
          if (c == MINUS) {
            text.append('-');
          } else {
            text.appendCodePoint(c);
          }
        }
      }
    }
  }

  /** As it is written. */
  String original() {
    return original;
  }

  String text() {
    return text;
  }

  int length() {
    return text.length();
  }

  char charAt(int at) {
    return text.charAt(at);
  }

  /** The character there; a blank before and behind the text. */
  char at(int place) {
    return place < 0 || place >= text.length() ? ' ' : text.charAt(place);
  }

  boolean isWordAt(int place) {
    return Character.isLetterOrDigit(at(place)) || Character.isSurrogate(at(place));
  }

  boolean isDigitAt(int place) {
    char c = at(place);
    return c >= '0' && c <= '9';
  }

  int digits() {
    return digits;
  }

  int ats() {
    return ats;
  }

  /** Question marks and number signs. */
  int questions() {
    return questions;
  }

  int colons() {
    return colons;
  }

  int dots() {
    return dots;
  }

  /**
   * @param start in the folded text, as is {@code end}
   * @return the same in the original
   */
  Match match(int start, int end, String kind) {
    return starts == null
        ? new Match(start, end, kind)
        : new Match(starts[start], ends[end - 1], kind);
  }
}
