package io.winnow.display;

import java.util.Arrays;

/**
 * How many columns of a terminal text takes: two for a sign of East Asia or an emoji, none for a
 * mark on the sign before it, else one. By East_Asian_Width of Unicode 15; where terminals differ,
 * the most that a sign takes in one of them.
 */
public final class Columns {

  private static final String CUT = "...";
  private static final int LINE = 80;

  /** First and last of each stretch of wide signs, ascending. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3,
    0x25FD, 0x25FE, 0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1,
    0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA,
    0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B,
    0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797,
    0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x303E,
    0x3041, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6F,
    0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18CFF, 0x1AFF0, 0x1B2FF, 0x1F004, 0x1F004, 0x1F0CF,
    0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F265, 0x1F300, 0x1F64F, 0x1F680,
    0x1F6FF, 0x1F7E0, 0x1F7F0, 0x1F900, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
  };

  private static final int SOFT_HYPHEN = 0xAD;

  private Columns() {}

  /** Of one line that is printable. */
  public static int of(String line) {
    return line.codePoints().map(Columns::of).sum();
  }

  /** The line, with spaces behind it until it takes so many columns, if it takes fewer. */
  public static String padded(String line, int columns) {
    return line + " ".repeat(Math.max(0, columns - of(line)));
  }

  /** The line, or as much of its beginning as fits before three dots. */
  public static String shortened(String line, int columns) {
    if (of(line) <= columns) {
      return line;
    }
    int end = 0;
    int used = CUT.length();
    while (used + of(line.codePointAt(end)) <= columns) {
      used += of(line.codePointAt(end));
      end = line.offsetByCodePoints(end, 1);
    }
    return line.substring(0, end) + CUT;
  }

  /**
   * Lines of {@value #LINE} columns at most, broken between words, each with its end; a word that
   * is longer has one to itself.
   *
   * @param lead begins the first line; the others begin with as many blank columns
   */
  public static String wrapped(String lead, String text) {
    String indent = " ".repeat(of(lead));
    StringBuilder out = new StringBuilder(lead);
    int used = indent.length();
    boolean isFirst = true;
    for (String word : text.split(" ")) {
      int columns = of(word);
      if (!isFirst && used + 1 + columns > LINE) {
        out.append(System.lineSeparator()).append(indent);
        used = indent.length();
        isFirst = true;
      }
      out.append(isFirst ? "" : " ").append(word);
      used += columns + (isFirst ? 0 : 1);
      isFirst = false;
    }
    return out.append(System.lineSeparator()).toString();
  }

  private static int of(int point) {
    boolean isJoined =
        switch (Character.getType(point)) {
          case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
          case Character.FORMAT -> point != SOFT_HYPHEN;
          // Vowels and finals of Hangul that is written in its parts.
          default -> point >= 0x1160 && point <= 0x11FF;
        };
    if (isJoined) {
      return 0;
    }
    int place = Arrays.binarySearch(WIDE, point);
    // Between the first and the last of a stretch the place to insert at is odd.
    boolean isWide = place >= 0 || -(place + 1) % 2 == 1;
    return isWide ? 2 : 1;
  }
}
