package io.winnow.selection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A sentence as {@link Dedupe} sees it: case folded, each run of digits as one, as a set of hashes
 * of neighbouring words, begin and end included. Two reports of two days' scores are alike then.
 */
final class MaskedText {

  private static final Pattern DIGITS = Pattern.compile("\\p{Nd}+");

  /** No word is empty. */
  private static final long EDGE = 0;

  private MaskedText() {}

  /**
   * @return sorted, each once; one more than words at most
   */
  static long[] pairs(List<String> words) {
    long[] pairs = new long[words.size() + 1];
    long before = EDGE;
    for (int i = 0; i < words.size(); i++) {
      long here = hash(words.get(i));
      pairs[i] = pair(before, here);
      before = here;
    }
    pairs[words.size()] = pair(before, EDGE);
    return Arrays.stream(pairs).sorted().distinct().toArray();
  }

  private static long pair(long one, long other) {
    return RandomOrder.mix(RandomOrder.mix(one) + other);
  }

  private static long hash(String word) {
    String folded = word.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    String masked = DIGITS.matcher(folded).replaceAll("0");
    long hash = masked.length();
    for (int i = 0; i < masked.length(); i++) {
      hash = RandomOrder.mix(hash ^ masked.charAt(i)) + 1;
    }
    return hash;
  }

  /** Jaccard: what two sorted sets share, of all that is in either. */
  static double similarity(long[] one, long[] other) {
    int shared = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < other.length) {
      int order = Long.compare(one[i], other[j]);
      shared += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return (double) shared / (one.length + other.length - shared);
  }
}
