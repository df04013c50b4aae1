package io.winnow.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sentences, of which none is nearly another one. Whom to compare a sentence with is found by
 * MinHash (Broder 1997) in bands (Leskovec, Rajaraman and Ullman 2014, ch. 3); whether two are
 * alike is then told exactly, so what differs is never taken for the same, and of pairs right at
 * the threshold one in a thousand is missed. About a kilobyte a sentence.
 */
final class NearDuplicates {

  private static final double MISSED = 0.001;

  /** Short sentences have few pairs of words: longer bands would miss too much of them. */
  private static final int LONG_BAND = 4;

  private static final int SHORT_BAND = 2;
  private static final double LONG_BAND_FROM = 0.7;

  private final double similarity;
  private final int rows;
  private final int bands;
  private final List<long[]> kept = new ArrayList<>();
  private final Map<Long, int[]> buckets = new HashMap<>();

  /**
   * @param similarity Jaccard's, from which on two count as one; above 0, at most 1
   */
  NearDuplicates(double similarity) {
    this.similarity = similarity;
    this.rows = similarity >= LONG_BAND_FROM ? LONG_BAND : SHORT_BAND;
    double banded = Math.pow(similarity, rows);
    this.bands = Math.max(1, (int) Math.ceil(Math.log(MISSED) / Math.log1p(-banded)));
  }

  /** Adds a sentence, unless it is nearly one that is there; says whether it was added. */
  boolean add(List<String> words) {
    long[] pairs = MaskedText.pairs(words);
    long[] hashes = bandHashes(pairs);
    for (long hash : hashes) {
      for (int other : buckets.getOrDefault(hash, new int[0])) {
        if (MaskedText.similarity(pairs, kept.get(other)) >= similarity) {
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

  private static int[] joined(int[] before, int[] place) {
    int[] longer = Arrays.copyOf(before, before.length + 1);
    longer[before.length] = place[0];
    return longer;
  }

  private long[] bandHashes(long[] pairs) {
    long[] hashes = new long[bands];
    for (int band = 0; band < bands; band++) {
      long hash = band;
      for (int row = 0; row < rows; row++) {
        hash = RandomOrder.mix(hash + lowest(pairs, (long) band * rows + row));
      }
      hashes[band] = hash;
    }
    return hashes;
  }

  /** The lowest of the pairs in one of many random orders. */
  private static long lowest(long[] pairs, long order) {
    long salt = RandomOrder.mix(order + 1);
    long lowest = Long.MAX_VALUE;
    for (long pair : pairs) {
      lowest = Math.min(lowest, RandomOrder.mix(pair ^ salt));
    }
    return lowest;
  }
}
