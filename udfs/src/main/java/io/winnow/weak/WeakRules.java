package io.winnow.weak;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The rules of a weak annotator.
 *
 * @param letters how letters are compared, in phrases and in patterns
 * @param phrases entity type to names of such entities, such as {@code New York}
 * @param patterns entity type to regular expressions ({@link java.util.regex.Pattern}) that a
 *     sentence's text is searched for
 */
public record WeakRules(
    LetterCase letters,
    SortedMap<String, List<String>> phrases,
    SortedMap<String, List<String>> patterns) {

  /** Whether capital and small letters are the same. */
  public enum LetterCase {
    /** {@code Apple} is not {@code apple}. */
    EXACT,
    /** {@code Apple}, {@code APPLE} and {@code apple} are one. */
    FOLD;

    /** Equal for texts that count as the same. */
    String key(String text) {
      // Through capitals first: several small letters share one.
      return this == EXACT ? text : text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    int patternFlags() {
      int folding = this == FOLD ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
      return Pattern.UNICODE_CHARACTER_CLASS | folding;
    }
  }

  public WeakRules {
    phrases = copy(phrases);
    patterns = copy(patterns);
  }

  private static SortedMap<String, List<String>> copy(SortedMap<String, List<String>> lists) {
    TreeMap<String, List<String>> copy = new TreeMap<>();
    lists.forEach((type, list) -> copy.put(type, List.copyOf(list)));
    return Collections.unmodifiableSortedMap(copy);
  }
}
