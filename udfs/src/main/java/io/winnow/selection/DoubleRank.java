package io.winnow.selection;

/** Doubles as whole numbers in the same order, so that they can be counted by their first bits. */
public final class DoubleRank {

  private DoubleRank() {}

  /** Unsigned, in the order of the doubles: IEEE 754 but for the sign's turn. */
  public static long of(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits < 0 ? ~bits : bits | Long.MIN_VALUE;
  }

  /** The double of that rank. */
  public static double value(long rank) {
    return Double.longBitsToDouble(rank < 0 ? rank & Long.MAX_VALUE : ~rank);
  }
}
