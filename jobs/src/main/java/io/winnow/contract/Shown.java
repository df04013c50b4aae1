package io.winnow.contract;

/** Values of a stranger's file as a message or a table of rejects repeats them. */
final class Shown {

  private static final int MOST = 200;

  private Shown() {}

  /** The value, cut where it is so long that it would hide the message; null for null. */
  static String of(String value) {
    if (value == null || value.length() <= MOST) {
      return value;
    }
    int cut = Character.isHighSurrogate(value.charAt(MOST - 1)) ? MOST - 1 : MOST;
    return value.substring(0, cut) + "...";
  }
}
