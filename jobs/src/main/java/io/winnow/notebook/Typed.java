package io.winnow.notebook;

/** Parses the values of forms, which can hold anything. */
final class Typed {

  private Typed() {}

  /** Without blanks around it; empty where there is nothing. */
  static String text(Object value) {
    return value == null ? "" : value.toString().strip();
  }

  /**
   * @param form its name, for the message
   * @throws IllegalArgumentException if it is no number
   */
  static double number(String form, Object value) {
    try {
      return Double.parseDouble(text(value));
    } catch (NumberFormatException e) {
      throw wrong(form, value, "a number, such as 0.5");
    }
  }

  /**
   * @throws IllegalArgumentException if it is no whole number, or below 0
   */
  static int count(String form, Object value) {
    try {
      int count = Integer.parseInt(text(value));
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number below 0.
    }
    throw wrong(form, value, "a whole number from 0 on");
  }

  private static IllegalArgumentException wrong(String form, Object value, String wanted) {
    return new IllegalArgumentException("%s is '%s'; give %s".formatted(form, text(value), wanted));
  }
}
