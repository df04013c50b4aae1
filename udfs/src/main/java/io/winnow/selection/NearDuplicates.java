package io.winnow.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Sentences of which no two are nearly the same. MinHash (Broder 1997) in bands (Leskovec,
 * Rajaraman and Ullman 2014, ch. 3) finds the sentences to compare with; the similarity to these is
 * exact. So sentences that differ never count as the same, and of pairs right at the threshold one
 * in a thousand is missed. About a kilobyte per sentence.
 */
final class NearDuplicates {

  private static final Pattern DIGITS = Pattern.compile("\\p{Nd}+");

  /** No word is empty. */
  private static final long EDGE = 0;

  private final double similarity;
  private final MinHashBands bands;
  private final List<long[]> kept = new ArrayList<>();
  private final Map<Long, int[]> buckets = new HashMap<>();

  /**
   * @param similarity Jaccard's, from which on two count as one; above 0, at most 1
   */
  NearDuplicates(double similarity) {
    this.similarity = similarity;
    this.bands = MinHashBands.of(similarity);
  }

  /** Adds a sentence, unless it is nearly one that is there; says whether it was added. */
  boolean add(List<String> words) {
    long[] pairs = pairs(words);
    long[] hashes = bands.hashes(pairs);
    for (long hash : hashes) {
      for (int other : buckets.getOrDefault(hash, new int[0])) {
        if (similarity(pairs, kept.get(other)) >= similarity) {
          return false;
        }
      }
    }
    int[] place = {kept.size()};
    for (long hash : hashes) {
      buckets.merge(hash, place, NearDuplicates::joined);
    }
    kept.add(pairs);
    return true;
  }

  static int[] joined(int[] before, int[] place) {
    int[] longer = Arrays.copyOf(before, before.length + 1);
    longer[before.length] = place[0];
    return longer;
  }

  /**
   * A sentence as it is compared: case folded, each run of digits as one, as a set of hashes of
   * neighbouring words, begin and end included. Two reports of two days' scores are alike then.
   *
   * @return sorted, each once; one more than words at most
   */
  static long[] pairs(List<String> words) {
    long[] pairs = new long[words.size() + 1];
    long before = EDGE;
    for (int i = 0; i < pairs.length; i++) {
      long here = i < words.size() ? hash(words.get(i)) : EDGE;
      pairs[i] = RandomOrder.mix(RandomOrder.mix(before) + here);
      before = here;
    }
    return Arrays.stream(pairs).sorted().distinct().toArray();
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
