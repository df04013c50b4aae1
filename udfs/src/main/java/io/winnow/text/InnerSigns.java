package io.winnow.text;

import java.lang.Character.UnicodeScript;

/** Punctuation that does not end a word where it stands between the right neighbours. */
final class InnerSigns {

  static final char GERESH = '\u05F3';

  private static final String BETWEEN_LETTERS_OR_DIGITS = "'\u2019";
  private static final String BETWEEN_TWO_OF_A_KIND = ".";
  private static final String BETWEEN_LETTERS = "\u00B7\u05F4";
  private static final String BETWEEN_DIGITS = ",:\u066B\u066C-\u2010\u2011";

  private InnerSigns() {}

  /**
   * @param before where the cluster before the sign begins
   * @param after where the cluster after the sign begins
   */
  static boolean join(String text, int before, char sign, int after) {
    CharKind left = Cluster.kindAt(text, before);
    CharKind right = Cluster.kindAt(text, after);
    boolean letters = left != CharKind.DIGIT && right == CharKind.LETTER;
    boolean digits = left == CharKind.DIGIT && right == CharKind.DIGIT;
    if (BETWEEN_LETTERS_OR_DIGITS.indexOf(sign) >= 0) {
      return right == CharKind.LETTER || right == CharKind.DIGIT;
    }
    if (BETWEEN_TWO_OF_A_KIND.indexOf(sign) >= 0) {
      return letters || digits;
    }
    if (sign == GERESH) {
      return right == CharKind.LETTER && isHebrew(text.codePointAt(before));
    }
    if (sign == '"') {
      return isHebrew(text.codePointAt(before)) && isHebrew(text.codePointAt(after));
    }
    return (letters && BETWEEN_LETTERS.indexOf(sign) >= 0)
        || (digits && BETWEEN_DIGITS.indexOf(sign) >= 0);
  }

  static boolean isHebrew(int c) {
    return c >= 0x0590 && Character.isLetter(c) && UnicodeScript.of(c) == UnicodeScript.HEBREW;
  }
}
