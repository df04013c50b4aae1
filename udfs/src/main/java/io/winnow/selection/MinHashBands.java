package io.winnow.selection;

import java.io.Serializable;

/**
 * MinHash in bands: two sets that are alike have a hash in common, nearly always, and two that are
 * not seldom have.
 *
 * @param rows lowest values that make a hash
 * @param bands hashes of a set
 */
record MinHashBands(int rows, int bands) implements Serializable {

  private static final double MISSED = 0.001;

  /** Of pairs right at the similarity, one in a thousand is missed. */
  static MinHashBands of(double similarity) {
    // Short sentences have few pairs of words: longer bands would miss too much of them.
    int rows = similarity >= 0.7 ? 4 : 2;
    double banded = Math.pow(similarity, rows);
    int bands = Math.max(1, (int) Math.ceil(Math.log(MISSED) / Math.log1p(-banded)));
    return new MinHashBands(rows, bands);
  }

  long[] hashes(long[] set) {
    long[] hashes = new long[bands];
    for (int band = 0; band < bands; band++) {
      long hash = band;
      for (int row = 0; row < rows; row++) {
        hash = RandomOrder.mix(hash + lowest(set, (long) band * rows + row));
      }
      hashes[band] = hash;
    }
    return hashes;
  }

  /** The lowest of the set in one of many random orders. */
  private static long lowest(long[] set, long order) {
    long salt = RandomOrder.mix(order + 1);
    long lowest = Long.MAX_VALUE;
    for (long element : set) {
      lowest = Math.min(lowest, RandomOrder.mix(element ^ salt));
    }
    return lowest;
  }
}
