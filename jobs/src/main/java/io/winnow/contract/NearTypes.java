package io.winnow.contract;

import static java.util.stream.Collectors.joining;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Finds what a type may be called by, such as PER for Person, per, {@code PER_} or {@code my-PER},
 * and says how to rename it.
 */
public final class NearTypes {

  private static final LevenshteinDistance EDITS = LevenshteinDistance.getDefaultInstance();
  private static final int SHORTEST_PART = 3;

  /** One letter of so many may be wrong; one of fewer, too. */
  private static final int LETTERS_AN_ERROR = 4;

  private static final int FAR = 100;

  private NearTypes() {}

  /** The name most like the type; empty if none is near. */
  public static Optional<String> nearest(String type, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(type, name) < FAR)
        .min(Comparator.comparingInt(name -> distance(type, name)));
  }

  /** Whether two names differ in case, blanks and punctuation alone. */
  public static boolean isSame(String one, String other) {
    return letters(one).equals(letters(other));
  }

  /**
   * What to do about types that are not known.
   *
   * @param names of those that are
   * @return a sentence without its stop
   */
  public static String wayOut(Collection<String> types, Collection<String> names) {
    SortedMap<String, String> map = new TreeMap<>();
    types.forEach(type -> nearest(type, names).ifPresent(name -> map.put(type, name)));
    return map.isEmpty()
        ? "To rename a type, or to drop it on purpose (null): --set 'labels.map={NAME=TYPE}'"
        : "If these are names for the same: " + setting(map);
  }

  /** As an option of a command, in the words of a shell. */
  public static String setting(SortedMap<String, String> map) {
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
    if (shorter >= SHORTEST_PART && (one.startsWith(other) || other.startsWith(one))) {
      return 1;
    }
    if (shorter >= SHORTEST_PART && (one.contains(other) || other.contains(one))) {
      return 2;
    }
    int edits = EDITS.apply(one, other);
    boolean isNear = shorter > 1 && edits <= Math.max(1, shorter / LETTERS_AN_ERROR);
    return isNear ? 2 + edits : FAR;
  }

  private static String letters(String type) {
    String letters =
        Normalizer.normalize(type, Normalizer.Form.NFKC).replaceAll("[^\\p{L}\\p{N}]", "");
    return letters.isEmpty() ? type : letters.toLowerCase(Locale.ROOT);
  }
}
