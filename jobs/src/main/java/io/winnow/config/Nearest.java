package io.winnow.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which key a person meant. */
final class Nearest {

  private static final int ALWAYS_NEAR = 2;
  private static final int LETTERS_AN_ERROR = 4;

  private Nearest() {}

  /** The key most like the written one, by whole key or by its last part; empty if none is near. */
  static Optional<String> to(String written, Collection<String> keys) {
    String key = written.toLowerCase(Locale.ROOT).replace('_', '-');
    int near = Math.max(ALWAYS_NEAR, key.length() / LETTERS_AN_ERROR);
    return keys.stream()
        .filter(candidate -> distance(key, candidate) <= near)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(key, candidate))
                .thenComparingInt(candidate -> edits(key, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int distance(String key, String candidate) {
    return Math.min(edits(key, candidate), edits(last(key), last(candidate)));
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** Letters to add, drop or change (Levenshtein 1966). */
  static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
