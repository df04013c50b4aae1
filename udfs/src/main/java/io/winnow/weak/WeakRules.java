package io.winnow.weak;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a weak annotator goes by.
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
