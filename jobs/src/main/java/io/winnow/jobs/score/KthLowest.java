package io.winnow.jobs.score;

import io.winnow.selection.CostHistogram;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The k-th lowest of a column, exactly and without sorting: each pass over the column counts values
 * by sixteen more bits of their rank, so four passes and half a megabyte suffice for any number of
 * rows.
 */
final class KthLowest {

  private static final int BITS = 16;
  private static final int BUCKETS = 1 << BITS;

  private KthLowest() {}

  /**
   * @param column one column of doubles without nulls
   * @param k from 1
   * @throws IllegalArgumentException if there are fewer rows
   */
  static double of(Dataset<Row> column, long k) {
    long prefix = 0;
    long left = k;
    for (int shift = Long.SIZE - BITS; shift >= 0; shift -= BITS) {
      long[] counts = counts(column, prefix, shift);
      int bucket = 0;
      while (bucket < BUCKETS && left > counts[bucket]) {
        left -= counts[bucket++];
      }
      if (bucket == BUCKETS || k < 1) {
        throw new IllegalArgumentException(
            "Cannot take the lowest value number %d of %d".formatted(k, k - left));
      }
      prefix = prefix << BITS | bucket;
    }
    return CostHistogram.ofRank(prefix);
  }

  /** How many values whose rank begins with the prefix have which sixteen bits next. */
  private static long[] counts(Dataset<Row> column, long prefix, int shift) {
    return column
        .toJavaRDD()
        .mapPartitions(rows -> List.of(count(rows, prefix, shift)).iterator())
        .treeReduce(
            (one, other) ->
                IntStream.range(0, BUCKETS).mapToLong(i -> one[i] + other[i]).toArray());
  }

  private static long[] count(Iterator<Row> rows, long prefix, int shift) {
    long[] counts = new long[BUCKETS];
    while (rows.hasNext()) {
      long rank = CostHistogram.rank(rows.next().getDouble(0));
      if (rank >>> shift >>> BITS == prefix) {
        counts[(int) (rank >>> shift) & BUCKETS - 1]++;
      }
    }
    return counts;
  }
}
