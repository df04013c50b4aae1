package io.winnow.offsets;

import io.winnow.text.OffsetUnit;

/**
 * Where offsets of every unit lie in a text: {@link OffsetUnit#toUtf16} for many offsets. Most
 * units count most texts alike, which one look at the text tells; a table is made of those that
 * don't, when one is asked for. Not for several threads.
 */
public final class OffsetPlaces {

  /** {@link #place} of what is none. */
  static final long NOWHERE = -1;

  private static final OffsetUnit[] UNITS = OffsetUnit.values();
  private static final int ALL = (1 << UNITS.length) - 1;

  private final String text;

  /** Units whose offsets are those in UTF-16 units, a bit each; perhaps not all such. */
  private final int plain;

  private final boolean hasPairs;
  private final int[][] tables = new int[UNITS.length][];

  private OffsetPlaces(String text, int plain, boolean hasPairs) {
    this.text = text;
    this.plain = plain;
    this.hasPairs = hasPairs;
  }

  public static OffsetPlaces of(String text) {
    boolean isAscii = true;
    boolean hasJoined = false;
    boolean hasPairs = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        hasJoined |= c == '\r';
      } else {
        isAscii = false;
        hasPairs |= Character.isSurrogate(c);
        hasJoined |= !isCharacterOfItsOwn(c);
      }
    }
    int plain = hasPairs ? 0 : bit(OffsetUnit.CODE_POINTS) | bit(OffsetUnit.UTF_16);
    plain |= isAscii ? bit(OffsetUnit.BYTES) : 0;
    plain |= hasJoined || hasPairs ? 0 : bit(OffsetUnit.GRAPHEMES);
    return new OffsetPlaces(text, plain, hasPairs);
  }

  private static int bit(OffsetUnit unit) {
    return 1 << unit.ordinal();
  }

  /** Of scripts whose letters join nothing: European ones, Hebrew, Arabic; Chinese and kana. */
  private static boolean isCharacterOfItsOwn(char c) {
    boolean isSimpleScript =
        c < 0x0900 || (c >= 0x1E00 && c < 0x20D0) || (c >= 0x3000 && c < 0xA000);
    int type = Character.getType(c);
    return isSimpleScript
        && type != Character.NON_SPACING_MARK
        && type != Character.ENCLOSING_MARK
        && type != Character.COMBINING_SPACING_MARK
        && type != Character.FORMAT
        && type != Character.UNASSIGNED;
  }

  public String text() {
    return text;
  }

  /** Whether all units count this text alike. */
  boolean areAlike() {
    return plain == ALL;
  }

  /** In UTF-16 units; -1 if the offset lies outside of the text or within a character. */
  public int utf16(OffsetUnit unit, long offset) {
    if (offset < 0) {
      return -1;
    }
    if ((plain & bit(unit)) != 0) {
      return offset <= text.length() ? (int) offset : -1;
    }
    if (unit == OffsetUnit.UTF_16) {
      return offset <= text.length() && !isWithinPair((int) offset) ? (int) offset : -1;
    }
    int[] table = tables[unit.ordinal()];
    if (table == null) {
      table = unit.places(text);
      tables[unit.ordinal()] = table;
    }
    return offset < table.length ? table[(int) offset] : -1;
  }

  private boolean isWithinPair(int offset) {
    return offset > 0
        && offset < text.length()
        && Character.isSurrogatePair(text.charAt(offset - 1), text.charAt(offset));
  }

  /**
   * @param utf16 in UTF-16 units, within the text
   * @return the same in code points
   */
  public int codePoints(int utf16) {
    return hasPairs ? text.codePointCount(0, utf16) : utf16;
  }

  /** A span's ends in UTF-16 units, packed; {@link #NOWHERE} if it holds nothing. */
  long place(OffsetUnit unit, long start, long end) {
    int from = utf16(unit, start);
    int to = utf16(unit, end);
    return from < 0 || to <= from ? NOWHERE : pack(from, to);
  }

  static long pack(int start, int end) {
    return (long) start << Integer.SIZE | end;
  }

  static int start(long place) {
    return (int) (place >> Integer.SIZE);
  }

  static int end(long place) {
    return (int) place;
  }
}
