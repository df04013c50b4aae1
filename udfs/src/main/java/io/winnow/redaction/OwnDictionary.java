package io.winnow.redaction;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Words and phrases of somebody's own. Letter case, Unicode's normal form, invisible characters and
 * what lies between two words of a phrase do not count; a match begins and ends where runs of
 * letters and digits do, so {@code Smith} is in {@code Smith's} and not in {@code Smithson}.
 */
public final class OwnDictionary implements Detector {

  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private final String kind;

  /** What may follow, by the next token; an entry ends where {@link #ends} says so. */
  private final Map<String, OwnDictionary> next = new HashMap<>();

  private boolean ends;

  private OwnDictionary(String kind) {
    this.kind = kind;
  }

  /**
   * @throws IllegalArgumentException if an entry has no letter and no digit, or there is no entry
   */
  public static OwnDictionary of(String kind, Collection<String> entries) {
    OwnDictionary root = new OwnDictionary(kind);
    for (String entry : entries) {
      OwnDictionary node = root;
      for (Token token : tokens(entry)) {
        node = node.next.computeIfAbsent(token.folded, it -> new OwnDictionary(kind));
      }
      if (node == root) {
        throw new IllegalArgumentException(
            "'%s' has no letter and no digit: take it out".formatted(entry));
      }
      node.ends = true;
    }
    if (root.next.isEmpty()) {
      throw new IllegalArgumentException("has no entry: give it one a line");
    }
    return root;
  }

  private record Token(String folded, int start, int end) {}

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public void find(FoldedText text, Consumer<Match> found) {
    List<Token> tokens = tokens(text.original());
    for (int first = 0; first < tokens.size(); first++) {
      OwnDictionary node = this;
      int end = -1;
      for (int at = first; node != null && at < tokens.size(); at++) {
        node = node.next.get(tokens.get(at).folded);
        if (node != null && node.ends) {
          end = tokens.get(at).end;
        }
      }
      if (end >= 0) {
        found.accept(new Match(tokens.get(first).start, end, kind));
      }
    }
  }

  private static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int start = at;
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (!Character.isLetterOrDigit(c)) {
        continue;
      }
      boolean isAlone = isWithoutSpaces(c);
      while (at < text.length()) {
        int following = text.codePointAt(at);
        boolean isMore =
            Character.isLetterOrDigit(following) && !isAlone && !isWithoutSpaces(following);
        if (!isMore && !isInside(following)) {
          break;
        }
        at += Character.charCount(following);
      }
      tokens.add(new Token(folded(text.substring(start, at)), start, at));
    }
    return tokens;
  }

  private static boolean isWithoutSpaces(int c) {
    return c > 0xE00 && WITHOUT_SPACES.contains(UnicodeScript.of(c));
  }

  /** A mark on the letter before it, or what can't be seen. */
  private static boolean isInside(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }

  private static String folded(String token) {
    boolean isPlain = token.chars().allMatch(c -> c < 0x80);
    if (isPlain) {
      return token.toLowerCase(Locale.ROOT);
    }
    StringBuilder visible = new StringBuilder();
    token
        .codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(visible::appendCodePoint);
    String composed = Normalizer.normalize(visible, Normalizer.Form.NFKC);
    String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }
}
