package io.winnow.display;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The beginning of a text that somebody else wrote, for a place in a message: on one line, {@link
 * Printable}, and no longer than a bound, with the count of what was cut off. A message is as long
 * as its writer wants, not as long as a file's author wants.
 */
public final class Excerpt {

  /** Characters (code points) of one text. */
  private static final int MOST = 200;

  /** Characters of each text of a list, and texts. */
  private static final int MOST_EACH = 60;

  private static final int MOST_TEXTS = 20;

  /** Characters of a message with several such texts, whatever was forgotten in it. */
  private static final int MOST_OF_MESSAGE = 8_000;

  private Excerpt() {}

  /** For a value, a name or another library's words. */
  public static String of(String text) {
    return of(text, MOST);
  }

  /**
   * @param most characters
   */
  public static String of(String text, int most) {
    return Printable.inLine(cut(text, most));
  }

  /** The first of some names, and how many more there are. */
  public static String list(Collection<String> texts) {
    String first =
        texts.stream()
            .limit(MOST_TEXTS)
            .map(text -> of(text, MOST_EACH))
            .collect(Collectors.joining(", "));
    return texts.size() <= MOST_TEXTS
        ? first
        : "%s and %,d more".formatted(first, texts.size() - MOST_TEXTS);
  }

  /** A whole message for a person: its lines stay lines. */
  public static String message(String text) {
    return Printable.text(cut(text, MOST_OF_MESSAGE));
  }

  private static String cut(String text, int most) {
    // Only a text of so many Java characters can have too many.
    if (text.length() <= most || text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    int end = text.offsetByCodePoints(0, most);
    return "%s... (%,d more characters)"
        .formatted(text.substring(0, end), text.codePointCount(end, text.length()));
  }
}
