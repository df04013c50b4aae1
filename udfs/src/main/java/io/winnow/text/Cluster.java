package io.winnow.text;

/**
 * What a person takes for one character. Extended grapheme clusters (UAX 29), but a consonant that
 * a Khmer, Myanmar or Tai Tham sign stacks under another stays with it, and letters of scripts with
 * spaces are one cluster each, as words join them.
 */
final class Cluster {

  static final char ZERO_WIDTH_JOINER = '\u200D';
  private static final String EMOJI_STYLE = "\uFE0F";
  private static final String KEYCAP = "\u20E3";

  private Cluster() {}

  /** The kind of the cluster that begins at a character; a keycap is a symbol. */
  static CharKind kindAt(String text, int at) {
    int base = text.codePointAt(at);
    return isKeycap(text, at, base) ? CharKind.SYMBOL : CharKind.of(base);
  }

  /** One past the last character of the cluster that begins at {@code at}. */
  static int end(String text, int at) {
    int base = text.codePointAt(at);
    CharKind kind = CharKind.of(base);
    int end = at + Character.charCount(base);
    if (isRegional(base) && end < text.length() && isRegional(text.codePointAt(end))) {
      end += 2;
    }
    end = extended(text, end, kind);
    while (kind == CharKind.SYMBOL && joinsSymbol(text, end)) {
      end += 1 + Character.charCount(text.codePointAt(end + 1));
      end = extended(text, end, kind);
    }
    return end;
  }

  private static int extended(String text, int from, CharKind base) {
    int end = from;
    boolean stacks = false;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      CharKind kind = CharKind.of(c);
      boolean extendsBase =
          switch (base) {
            // Skin tones, and letters without a shape that spell the region of a flag.
            case SYMBOL -> (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0020 && c <= 0xE007F);
            // Thai and Lao AM: letters by category, but never apart from the consonant before.
            case SYLLABLE -> c == 0x0E33 || c == 0x0EB3 || (stacks && kind == base);
            default -> false;
          };
      if (!extendsBase && kind != CharKind.MARK) {
        break;
      }
      stacks = c == 0x17D2 || c == 0x1039 || c == 0x1A60;
      end += Character.charCount(c);
    }
    return end;
  }

  private static boolean joinsSymbol(String text, int at) {
    return at + 1 < text.length()
        && text.charAt(at) == ZERO_WIDTH_JOINER
        && CharKind.of(text.codePointAt(at + 1)) == CharKind.SYMBOL;
  }

  private static boolean isKeycap(String text, int at, int base) {
    int next = text.startsWith(EMOJI_STYLE, at + 1) ? at + 2 : at + 1;
    boolean isKey = base == '#' || base == '*' || (base >= '0' && base <= '9');
    return isKey && text.startsWith(KEYCAP, next);
  }

  private static boolean isRegional(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }
}
