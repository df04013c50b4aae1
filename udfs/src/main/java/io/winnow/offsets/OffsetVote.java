package io.winnow.offsets;

import io.winnow.text.OffsetUnit;
import io.winnow.text.TextAlignment;

/**
 * What one span tells of how its offsets count: in which units it makes sense, and which of them
 * give the same place. What can't be seen at the ends of a place is no part of it.
 *
 * @param bits which units it fits, in the order of {@link OffsetUnit}; then for each unit the first
 *     one that gives the same place; then for each {@link OffsetShift} the units that it fits so.
 *     So there are few different ones, which can be counted
 */
public record OffsetVote(int bits) {

  private static final OffsetUnit[] UNITS = OffsetUnit.values();
  private static final OffsetShift[] SHIFTS = OffsetShift.values();
  private static final int FITS_ALL = (1 << UNITS.length) - 1;
  private static final int FIRST_PLACE = UNITS.length;
  private static final int FIRST_SHIFT = FIRST_PLACE + 2 * UNITS.length;

  /** What a span may be: whole words, say, or what it quotes. */
  @FunctionalInterface
  public interface Sense {

    /**
     * @param start first character in the text, in UTF-16 units
     * @param end one past the last; more than {@code start}
     */
    boolean fits(int start, int end);
  }

  /**
   * @param start as it is written, in an unknown unit; so is {@code end}
   */
  public static OffsetVote of(OffsetPlaces places, long start, long end, Sense sense) {
    int bits =
        places.areAlike()
            ? (isFit(places.place(OffsetUnit.UTF_16, start, end), sense) ? FITS_ALL : 0)
            : byUnit(places, start, end, sense);
    // Most spans fit every unit: one look at them is enough.
    return new OffsetVote(
        (bits & FITS_ALL) == FITS_ALL ? bits : bits | shifts(places, start, end, sense, bits));
  }

  private static int byUnit(OffsetPlaces places, long start, long end, Sense sense) {
    long[] exact = new long[UNITS.length];
    long[] seen = new long[UNITS.length];
    int bits = 0;
    for (int unit = 0; unit < UNITS.length; unit++) {
      exact[unit] = places.place(UNITS[unit], start, end);
      int twin = indexOf(exact, exact[unit]);
      boolean fits = twin == unit ? isFit(exact[unit], sense) : (bits & 1 << twin) != 0;
      seen[unit] = twin == unit ? seen(places.text(), exact[unit]) : seen[twin];
      bits |= fits ? 1 << unit : 0;
      bits |= indexOf(seen, seen[unit]) << FIRST_PLACE + 2 * unit;
    }
    return bits;
  }

  private static int indexOf(long[] places, long place) {
    int at = 0;
    while (places[at] != place) {
      at++;
    }
    return at;
  }

  private static int shifts(
      OffsetPlaces places, long start, long end, Sense sense, int fitsAsItIs) {
    int bits = 0;
    for (OffsetShift shift : SHIFTS) {
      long from = shift.start(start);
      long to = shift.end(end);
      long before = OffsetPlaces.NOWHERE;
      boolean fits = false;
      for (OffsetUnit unit : UNITS) {
        if ((fitsAsItIs & 1 << unit.ordinal()) == 0) {
          long place = places.place(unit, from, to);
          fits = place == before ? fits : isFit(place, sense);
          before = place;
          bits |= fits ? bit(shift, unit) : 0;
        }
      }
    }
    return bits;
  }

  private static int bit(OffsetShift shift, OffsetUnit unit) {
    return 1 << FIRST_SHIFT + UNITS.length * shift.ordinal() + unit.ordinal();
  }

  private static boolean isFit(long place, Sense sense) {
    return place != OffsetPlaces.NOWHERE
        && sense.fits(OffsetPlaces.start(place), OffsetPlaces.end(place));
  }

  private static long seen(String text, long place) {
    if (place == OffsetPlaces.NOWHERE) {
      return place;
    }
    int start =
        TextAlignment.visibleStart(text, OffsetPlaces.start(place), OffsetPlaces.end(place));
    return OffsetPlaces.pack(start, TextAlignment.visibleEnd(text, start, OffsetPlaces.end(place)));
  }

  public boolean fits(OffsetUnit unit) {
    return (bits & 1 << unit.ordinal()) != 0;
  }

  boolean fitsAny() {
    return (bits & FITS_ALL) != 0;
  }

  /** Whether it fits a unit so, and not as it is. */
  boolean fits(OffsetShift shift, OffsetUnit unit) {
    return (bits & bit(shift, unit)) != 0;
  }

  boolean isApart(OffsetUnit one, OffsetUnit other) {
    return place(one) != place(other);
  }

  /** Whether it tells units apart: it fits some, and lies elsewhere in others. */
  boolean tells() {
    return fitsAny() && (bits >> FIRST_PLACE & (1 << 2 * UNITS.length) - 1) != 0;
  }

  private int place(OffsetUnit unit) {
    return bits >> FIRST_PLACE + 2 * unit.ordinal() & 3;
  }
}
