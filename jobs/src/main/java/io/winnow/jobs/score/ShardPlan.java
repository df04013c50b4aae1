package io.winnow.jobs.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.winnow.jobs.Tables;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a table is cut into shards: by a hash of the sentence's id, so that neither the cluster nor
 * the order of files matters, and a run that takes over from a dead one cuts in the same places.
 *
 * @param shards what each holds, a power of two of them
 */
record ShardPlan(List<Tables.Fingerprint> shards) {

  /** Every shard reads the whole table for its rows, so there must not be too many. */
  private static final int MOST = 64;

  ShardPlan {
    shards = List.copyOf(shards);
  }

  /**
   * @param least rows of a shard, if there are so many
   */
  static ShardPlan of(Dataset<Row> sentences, int least) {
    List<Row> slices =
        sentences
            .groupBy(slice(MOST).as("slice"))
            .agg(Tables.Fingerprint.ROWS, Tables.Fingerprint.IDS)
            .collectAsList();
    long rows = slices.stream().mapToLong(slice -> slice.getLong(1)).sum();
    Tables.Fingerprint[] shards =
        new Tables.Fingerprint[(int) Long.highestOneBit(Math.max(1, Math.min(MOST, rows / least)))];
    Arrays.fill(shards, Tables.Fingerprint.NONE);
    for (Row slice : slices) {
      int shard = (int) slice.getLong(0) % shards.length;
      shards[shard] = shards[shard].plus(Tables.Fingerprint.in(slice, 1));
    }
    return new ShardPlan(List.of(shards));
  }

  Dataset<Row> shard(Dataset<Row> sentences, int shard) {
    return sentences.where(slice(shards.size()).equalTo(lit((long) shard)));
  }

  private static Column slice(int of) {
    return pmod(xxhash64(col("id")), lit((long) of));
  }
}
