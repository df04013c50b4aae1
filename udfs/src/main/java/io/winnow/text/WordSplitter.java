package io.winnow.text;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits raw text of any language into words, by rules on Unicode's character properties alone: no
 * dictionary, no model, no locale.
 *
 * <ul>
 *   <li>White space of every kind (also U+00A0, U+3000), control characters, the zero-width space
 *       and the byte order mark separate words and lie in none. Invisible format characters
 *       (joiners, direction marks, soft hyphens) stay inside a word, and lie in none at its edges.
 *       Every other character lies in exactly one word.
 *   <li>A run of letters, digits, combining marks and underscores is one word, Hangul included.
 *   <li>Inside such a word stay: an apostrophe ({@code ' ’}) between letters or digits ({@code
 *       don't, 90's}); a period between two letters or two digits ({@code U.S, 3.14}); {@code · ״}
 *       between letters; {@code , : ٫ ٬} and hyphens between digits ({@code 1,000 12:30
 *       2024-01-31}); the straight double quote between Hebrew letters; a geresh after one. Every
 *       other hyphen is a word of its own: {@code well - known}.
 *   <li>Initials keep their last period: single letters with periods between ({@code U.S. e.g.}),
 *       or one upper-case letter ({@code J.}); not where a second period follows.
 *   <li>{@code @name} and {@code #tag} are one word with their sign, in any script.
 *   <li>Addresses that begin with {@code http:// https:// www.} and e-mail addresses are one word,
 *       without the punctuation that ends the sentence or closes a bracket around them.
 *   <li>Each Han character is a word. Letters of Hiragana and of scripts without spaces (Thai, Lao,
 *       Khmer, Myanmar and their kin) are a word for each grapheme cluster. A run of Katakana is
 *       one word.
 *   <li>An emoji is one word with all that makes it: style, skin tone, joined emoji, keycap, both
 *       halves of a flag, tags of a region.
 *   <li>A run of the same punctuation mark or ASCII symbol is one word ({@code ... !!! ==}); any
 *       other symbol is a word, and so is a lone half of a surrogate pair.
 * </ul>
 *
 * <p>Time and memory grow linearly with the text.
 */
public final class WordSplitter {

  private static final char GERESH = '\u05F3';

  private final String text;
  private final WebAddresses addresses;

  private WordSplitter(String text) {
    this.text = text;
    this.addresses = new WebAddresses(text);
  }

  /**
   * @param text any text; need not be valid Unicode
   * @return the words in reading order, offsets in UTF-16 units; none if the text is blank
   */
  public static List<Word> split(String text) {
    return new WordSplitter(text).words();
  }

  private List<Word> words() {
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      CharKind kind = Cluster.kindAt(text, at);
      int end =
          switch (kind) {
            case SEPARATOR, FORMAT -> at;
            case LETTER, DIGIT, MARK -> plainEnd(at);
            case IDEOGRAPH, SYLLABLE, SYMBOL -> Cluster.end(text, at);
            case KATAKANA -> katakanaEnd(at);
            case SIGN -> signEnd(at);
          };
      if (end > at) {
        words.add(new Word(text.substring(at, end), at, end));
        at = end;
      } else {
        at += Character.charCount(text.codePointAt(at));
      }
    }
    return words;
  }

  private int plainEnd(int start) {
    int address = addresses.end(start);
    if (address > start) {
      return address;
    }
    int last = start;
    int end = Cluster.end(text, start);
    boolean initials = Character.isLetter(text.codePointAt(start));
    while (end < text.length()) {
      int next = nextPlain(last, end);
      if (next < 0) {
        break;
      }
      initials &= next == end + 1 && text.charAt(end) == '.';
      last = next;
      end = Cluster.end(text, next);
    }
    initials &= last > start || Character.isUpperCase(text.codePointAt(start));
    // A geresh marks a Hebrew abbreviation: it stays with the letter before.
    boolean geresh = isAt(end, GERESH) && isHebrew(text.codePointAt(last));
    return geresh || (initials && isAt(end, '.') && !isAt(end + 1, '.')) ? end + 1 : end;
  }

  /** Where the cluster behind a word's last one begins, -1 if the word ends with that one. */
  private int nextPlain(int last, int end) {
    CharKind kind = Cluster.kindAt(text, end);
    if (kind.isPlain()) {
      return end;
    }
    if (kind == CharKind.FORMAT) {
      int next = skipFormat(end);
      return next < text.length() && Cluster.kindAt(text, next).isPlain() ? next : -1;
    }
    int next = end + 1;
    boolean joined =
        kind == CharKind.SIGN && next < text.length() && joins(text, last, text.charAt(end), next);
    return joined ? next : -1;
  }

  /** Whether a sign between the clusters that begin at these places does not end a word. */
  private static boolean joins(String text, int before, char sign, int after) {
    CharKind left = Cluster.kindAt(text, before);
    CharKind right = Cluster.kindAt(text, after);
    boolean letters = left != CharKind.DIGIT && right == CharKind.LETTER;
    boolean digits = left == CharKind.DIGIT && right == CharKind.DIGIT;
    boolean hebrew = isHebrew(text.codePointAt(before));
    return switch (sign) {
      case '\'', '\u2019' -> right == CharKind.LETTER || right == CharKind.DIGIT;
      case '.' -> letters || digits;
      case GERESH -> right == CharKind.LETTER && hebrew;
      case '"' -> hebrew && isHebrew(text.codePointAt(after));
      case '\u00B7', '\u05F4' -> letters;
      case ',', ':', '\u066B', '\u066C', '-', '\u2010', '\u2011' -> digits;
      default -> false;
    };
  }

  private static boolean isHebrew(int c) {
    return c >= 0x0590 && Character.isLetter(c) && UnicodeScript.of(c) == UnicodeScript.HEBREW;
  }

  private int katakanaEnd(int start) {
    int end = Cluster.end(text, start);
    while (end < text.length() && Cluster.kindAt(text, end) == CharKind.KATAKANA) {
      end = Cluster.end(text, end);
    }
    return end;
  }

  private int signEnd(int start) {
    int sign = text.codePointAt(start);
    int end = Cluster.end(text, start);
    if (sign == '@' || sign == '#' || sign == '＠' || sign == '＃') {
      int tag = tagEnd(end);
      if (tag > end) {
        return tag;
      }
    }
    int last = start;
    while (end - last == Character.charCount(sign)
        && end < text.length()
        && text.codePointAt(end) == sign
        && Cluster.kindAt(text, end) == CharKind.SIGN) {
      last = end;
      end = Cluster.end(text, end);
    }
    return end;
  }

  private int tagEnd(int from) {
    int end = from;
    int next = from;
    while (next < text.length() && Cluster.kindAt(text, next).isWritten()) {
      end = Cluster.end(text, next);
      next = skipFormat(end);
    }
    return end;
  }

  private int skipFormat(int from) {
    int at = from;
    while (at < text.length() && CharKind.of(text.codePointAt(at)) == CharKind.FORMAT) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private boolean isAt(int at, char c) {
    return at < text.length() && text.charAt(at) == c;
  }
}
