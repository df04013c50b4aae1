package io.winnow.text;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** What a character is to {@link WordSplitter}. */
enum CharKind {
  /** Space of any kind, control characters, zero-width space and byte order mark. */
  SEPARATOR,
  /** Invisible and without width: joiners, direction marks, soft hyphen, tags. */
  FORMAT,
  /** Belongs to the character before it. */
  MARK,
  /** Letters of scripts that put spaces between words, and connectors such as the underscore. */
  LETTER,
  DIGIT,
  /** A Han character. */
  IDEOGRAPH,
  /** A letter of Hiragana or of a script written without spaces. */
  SYLLABLE,
  KATAKANA,
  /** Punctuation and the symbols of ASCII. */
  SIGN,
  /** Everything else that can be seen: emoji, currency, lone surrogates, private use. */
  SYMBOL;

  /** With U+0600 to 0605: Arabic, Syriac, Kaithi signs drawn around the digits they precede. */
  private static final Set<Integer> DRAWN_FORMATS =
      Set.of(0x06DD, 0x070F, 0x08E2, 0x110BD, 0x110CD);

  /** Below it lie only scripts with spaces: no need to look a script up. */
  private static final int FIRST_SCRIPT_WITHOUT_SPACES = 0x0E00;

  static CharKind of(int c) {
    if (Character.isLetter(c)) {
      return ofLetter(c);
    }
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL ->
          SEPARATOR;
      case Character.FORMAT -> ofFormat(c);
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          MARK;
      case Character.DECIMAL_DIGIT_NUMBER, Character.OTHER_NUMBER -> DIGIT;
      case Character.LETTER_NUMBER -> ofLetter(c);
      case Character.CONNECTOR_PUNCTUATION -> LETTER;
      case Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          SIGN;
      case Character.UNASSIGNED -> ofUnassigned(c);
      default -> ofSymbol(c);
    };
  }

  /** Whether a word of a script with spaces may hold it. */
  boolean isPlain() {
    return this == LETTER || this == DIGIT || this == MARK;
  }

  /** Whether it consists of letters or digits of any script. */
  boolean isWritten() {
    return isPlain() || this == IDEOGRAPH || this == SYLLABLE || this == KATAKANA;
  }

  private static CharKind ofFormat(int c) {
    if (c == 0x200B || c == 0xFEFF) {
      return SEPARATOR;
    }
    boolean drawn = (c >= 0x0600 && c <= 0x0605) || DRAWN_FORMATS.contains(c);
    return drawn ? LETTER : FORMAT;
  }

  private static CharKind ofLetter(int c) {
    if (c < FIRST_SCRIPT_WITHOUT_SPACES) {
      return LETTER;
    }
    // Length and voicing marks of kana that Unicode counts to no script.
    if (c == 0x30FC || c == 0xFF70 || c == 0xFF9E || c == 0xFF9F) {
      return KATAKANA;
    }
    return switch (UnicodeScript.of(c)) {
      case HAN -> IDEOGRAPH;
      case KATAKANA -> KATAKANA;
      // Unicode's complex-context scripts (UAX 14, class SA), and Hiragana.
      case HIRAGANA, THAI, LAO, KHMER, MYANMAR, TAI_LE, NEW_TAI_LUE, TAI_THAM, TAI_VIET, AHOM ->
          SYLLABLE;
      default -> LETTER;
    };
  }

  /**
   * A character that is newer than this Java: most likely a letter, in the emoji blocks an emoji.
   */
  private static CharKind ofUnassigned(int c) {
    boolean pictograph = c >= 0x1F000 && c <= 0x1FBFF;
    boolean ideograph = c >= 0x20000 && c <= 0x3FFFD;
    boolean noCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    if (pictograph || noCharacter) {
      return SYMBOL;
    }
    return ideograph ? IDEOGRAPH : LETTER;
  }

  private static CharKind ofSymbol(int c) {
    if (c < 0x80) {
      return SIGN;
    }
    return c >= 0x2E80 && UnicodeScript.of(c) == UnicodeScript.HAN ? IDEOGRAPH : SYMBOL;
  }
}
