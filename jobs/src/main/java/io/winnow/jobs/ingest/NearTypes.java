package io.winnow.jobs.ingest;

import static java.util.stream.Collectors.joining;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what a type may be called by, such as PER for Person, per or {@code PER_}. */
final class NearTypes {

  private static final LevenshteinDistance EDITS = LevenshteinDistance.getDefaultInstance();
  private static final int SHORTEST_BEGINNING = 3;
  private static final int LETTERS_AN_ERROR = 4;
  private static final int FAR = 100;

  private NearTypes() {}

  /** The name most like the type; empty if none is near. */
  static Optional<String> nearest(String type, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(type, name) < FAR)
        .min(Comparator.comparingInt(name -> distance(type, name)));
  }

  /** Whether two names differ in case, blanks and punctuation alone. */
  static boolean isSame(String one, String other) {
    return letters(one).equals(letters(other));
  }

  /**
   * A setting that renames types.
   *
   * @return empty if none of them is near to a name
   */
  static Optional<String> renaming(Collection<String> types, Collection<String> names) {
    SortedMap<String, String> map = new TreeMap<>();
    types.forEach(type -> nearest(type, names).ifPresent(name -> map.put(type, name)));
    return map.isEmpty() ? Optional.empty() : Optional.of(setting(map));
  }

  /** As an option of a command, in the words of a shell. */
  static String setting(SortedMap<String, String> map) {
    return map.entrySet().stream()
        .map(it -> quoted(it.getKey()) + "=" + quoted(it.getValue()))
        .collect(joining(", ", "--set 'labels.map={", "}'"));
  }

  private static String quoted(String name) {
    return name.matches("[\\w-]+") ? name : '"' + name.replace("\"", "\\\"") + '"';
  }

  private static int distance(String type, String name) {
    String one = letters(type);
    String other = letters(name);
    if (one.equals(other)) {
      return 0;
    }
    int shorter = Math.min(one.length(), other.length());
    if (shorter >= SHORTEST_BEGINNING && (one.startsWith(other) || other.startsWith(one))) {
      return 1;
    }
    int edits = EDITS.apply(one, other);
    return edits <= shorter / LETTERS_AN_ERROR ? 1 + edits : FAR;
  }

  private static String letters(String type) {
    String letters =
        Normalizer.normalize(type, Normalizer.Form.NFKC).replaceAll("[^\\p{L}\\p{N}]", "");
    return letters.isEmpty() ? type : letters.toLowerCase(Locale.ROOT);
  }
}
