package io.winnow.jobs.weak;

import io.winnow.weak.LetterCase;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One weak annotator, as configured.
 *
 * @param phrases by entity type
 * @param patterns regular expressions by entity type
 */
public record WeakSource(
    LetterCase letters,
    SortedMap<String, PhraseSource> phrases,
    SortedMap<String, List<String>> patterns) {

  public WeakSource {
    phrases = Collections.unmodifiableSortedMap(new TreeMap<>(phrases));
    patterns = Collections.unmodifiableSortedMap(new TreeMap<>(patterns));
  }
}
