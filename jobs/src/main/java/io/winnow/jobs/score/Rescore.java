package io.winnow.jobs.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.xxhash64;

import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Which sentences of the pool to score: all, or only those that may be selected.
 *
 * @param rest the others, if there are any
 */
record Rescore(Dataset<Row> due, Optional<Rest> rest) {

  private static final double TWO_TO_53 = 0x1p53;
  private static final int TO_53_BITS = Long.SIZE - 53;

  /**
   * Sentences that are not due but for an audit.
   *
   * @param kept scores by an earlier model, which stay
   * @param sampled ids of a random sample, which is scored as well
   */
  record Rest(Dataset<Row> kept, Dataset<Row> sampled) {}

  static Rescore of(Run run, int round, ScoreSettings settings, ScoreColumns columns, String by) {
    Dataset<Row> pool = run.published().pool(round);
    Optional<Dataset<Row>> last =
        settings.rescoring().rescoreShare() == 1
            ? Optional.empty()
            : lastScores(round, run.published(), columns);
    return last.map(scores -> part(pool, scores, col(by), settings, run.seed() + round))
        .orElseGet(() -> new Rescore(pool, Optional.empty()));
  }

  /**
   * The last scores before a round; none where nothing was scored before, or not by all the
   * functions that are wanted now.
   */
  private static Optional<Dataset<Row>> lastScores(
      int round, Published published, ScoreColumns columns) {
    List<String> wanted = List.of(Schemas.withModel(columns.schema()).fieldNames());
    return IntStream.iterate(round - 1, earlier -> earlier > 0, earlier -> earlier - 1)
        .mapToObj(earlier -> published.latest(published.workspace().scores(earlier)))
        .flatMap(Optional::stream)
        .findFirst()
        .map(pointer -> published.table(pointer, ScoreJob.OUTPUT))
        .filter(scores -> List.of(scores.columns()).containsAll(wanted))
        .map(scores -> scores.selectExpr(wanted.toArray(String[]::new)));
  }

  /**
   * What was least certain when it was last scored, what was never scored or was set aside, and a
   * random sample of the rest.
   */
  private static Rescore part(
      Dataset<Row> pool, Dataset<Row> last, Column by, ScoreSettings settings, long seed) {
    Dataset<Row> known = last.join(pool.select("id"), "id", "left_semi");
    Dataset<Row> scores = known.where(by.isNotNull()).select(by);
    long uncertain = (long) Math.ceil(settings.rescoring().rescoreShare() * scores.count());
    Column certain =
        uncertain == 0 ? lit(true) : by.gt(lit(KthLowest.of(scores, uncertain))).or(by.isNull());
    Dataset<Row> rest = known.where(certain.and(col("set_aside").isNull()));
    Column drawn = by.isNotNull().and(uniform(seed).lt(settings.rescoring().auditShare()));
    Dataset<Row> kept = rest.where(not(drawn));
    // Every shard reads it, and it is expensive to compute.
    Dataset<Row> due =
        pool.select("id", "words")
            .join(kept.select("id"), "id", "left_anti")
            .persist(StorageLevel.DISK_ONLY());
    return new Rescore(due, Optional.of(new Rest(kept, rest.where(drawn).select("id"))));
  }

  /** From 0 to below 1, by the sentence's id. */
  private static Column uniform(long seed) {
    return shiftrightunsigned(xxhash64(lit(seed), col("id")), TO_53_BITS).divide(TWO_TO_53);
  }
}
