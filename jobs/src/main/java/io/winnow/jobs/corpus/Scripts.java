package io.winnow.jobs.corpus;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Tells by which script a text is written, as a hint at its language: the one that has {@value
 * #MOST} of its letters or more. Letters that Unicode counts to no script are left out.
 */
final class Scripts {

  /** No script has so many of the letters. */
  static final String MIXED = "mixed";

  /** There are none. */
  static final String NO_LETTERS = "no letters";

  private static final double MOST = 0.8;

  private static final int ASCII = 0x80;

  private static final int LATIN = UnicodeScript.LATIN.ordinal();
  private static final int HAN = UnicodeScript.HAN.ordinal();
  private static final int HANGUL = UnicodeScript.HANGUL.ordinal();
  private static final int HIRAGANA = UnicodeScript.HIRAGANA.ordinal();
  private static final int KATAKANA = UnicodeScript.KATAKANA.ordinal();

  private Scripts() {}

  /**
   * @return a script's name in Unicode, such as {@code Cyrillic}; {@code Japanese} for kana with or
   *     without Han, {@code Korean} for Hangul likewise (as ISO 15924 has them); {@link #MIXED} or
   *     {@link #NO_LETTERS}
   */
  static String of(String text) {
    int[] letters = new int[UnicodeScript.values().length];
    text.codePoints().forEach(point -> count(point, letters));
    letters[UnicodeScript.COMMON.ordinal()] = 0;
    letters[UnicodeScript.INHERITED.ordinal()] = 0;
    boolean isKorean = letters[HANGUL] > 0;
    boolean isJapanese = letters[HIRAGANA] + letters[KATAKANA] > 0;
    int into = isJapanese ? HIRAGANA : HANGUL;
    if (isJapanese || isKorean) {
      move(letters, KATAKANA, HIRAGANA);
      move(letters, HAN, into);
    }
    int all = Arrays.stream(letters).sum();
    if (all == 0) {
      return NO_LETTERS;
    }
    int most = 0;
    for (int i = 1; i < letters.length; i++) {
      most = letters[i] > letters[most] ? i : most;
    }
    return letters[most] >= MOST * all ? name(most) : MIXED;
  }

  private static void count(int point, int[] letters) {
    if (point < ASCII) {
      letters[LATIN] += Character.isLetter(point) ? 1 : 0;
    } else if (Character.isLetter(point)) {
      letters[UnicodeScript.of(point).ordinal()]++;
    }
  }

  private static void move(int[] letters, int from, int to) {
    letters[to] += letters[from];
    letters[from] = 0;
  }

  private static String name(int script) {
    if (script == HIRAGANA) {
      return "Japanese";
    }
    if (script == HANGUL) {
      return "Korean";
    }
    return Arrays.stream(UnicodeScript.values()[script].name().split("_"))
        .map(it -> it.charAt(0) + it.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }
}
