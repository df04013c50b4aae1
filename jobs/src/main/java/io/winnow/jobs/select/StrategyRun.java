package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.winnow.selection.CandidateSearch;
import io.winnow.selection.CandidateSearch.Limits;
import io.winnow.selection.CandidateSummary;
import io.winnow.selection.CostHistogram;
import io.winnow.selection.Knowledge;
import io.winnow.selection.Prospects;
import io.winnow.selection.Request;
import io.winnow.selection.Selected;
import io.winnow.spark.Packed;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Runs a strategy over a table of scores of any size, without sorting it: one pass counts what lies
 * below which score, a second one brings the candidates to the driver, and what the strategy needs
 * to know is looked up of these alone. Where its modifiers drop so many candidates that the rest
 * doesn't suffice, the second pass is done again for more.
 *
 * @param scores {@code id, word_count, score}, the last null where there is none
 * @param lookUp of what the strategy needs to know of candidates
 */
public record StrategyRun(
    Dataset<Row> scores, CandidateSearch search, Function<Prospects, Knowledge> lookUp) {

  /** Modifiers may drop a few. */
  private static final double SPARE = 1.25;

  private static final double WIDER = 4;

  /** A pool of almost nothing but duplicates must not come to the driver whole. */
  private static final double WIDEST = SPARE * WIDER * WIDER * WIDER;

  /**
   * The selection set in order of rank. Falls short of the budget only if the pool is too small, or
   * if the modifiers drop nearly all candidates for {@value #WIDEST} times what they asked for.
   */
  public List<Selected> choose() {
    CostHistogram pool = pool();
    double breadth = search.strategy().modifiers().isEmpty() ? 1 : SPARE;
    while (true) {
      Prospects found = prospects(search.limits(pool, breadth));
      Prospects prospects = breadth < WIDEST ? found : found.asAll();
      Request request =
          new Request(
              search.budget(),
              search.round(),
              search.strategy().certain(),
              lookUp.apply(prospects));
      Optional<List<Selected>> chosen = search.strategy().choose(prospects, request);
      if (chosen.isPresent()) {
        return chosen.get();
      }
      breadth *= WIDER;
    }
  }

  private CostHistogram pool() {
    CandidateSearch by = search;
    byte[] pool =
        scores
            .select("word_count", "score")
            .toJavaRDD()
            .mapPartitions(rows -> List.of(Packed.pack(count(by, rows))).iterator())
            .treeAggregate(
                Packed.pack(new CostHistogram()), StrategyRun::merged, StrategyRun::merged);
    return Packed.unpack(CostHistogram.class, pool);
  }

  private static CostHistogram count(CandidateSearch search, Iterator<Row> rows) {
    CostHistogram pool = new CostHistogram();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (row.isNullAt(1)) {
        search.count(row.getInt(0), pool);
      } else {
        search.count(row.getInt(0), row.getDouble(1), pool);
      }
    }
    return pool;
  }

  private static byte[] merged(byte[] one, byte[] other) {
    return Packed.pack(
        Packed.unpack(CostHistogram.class, one).merge(Packed.unpack(CostHistogram.class, other)));
  }

  private Prospects prospects(Limits limits) {
    CandidateSearch by = search;
    byte[] summary =
        below(limits)
            .select("id", "word_count", "score")
            .toJavaRDD()
            .mapPartitions(rows -> List.of(Packed.pack(summarise(by, limits, rows))).iterator())
            .treeAggregate(
                Packed.pack(by.summary(limits)), StrategyRun::joined, StrategyRun::joined);
    return Packed.unpack(CandidateSummary.class, summary).prospects();
  }

  /** Where nothing is drawn by chance, Spark itself leaves out what is above the limit. */
  private Dataset<Row> below(Limits limits) {
    return limits.chance() > 0 || limits.score() == Double.POSITIVE_INFINITY
        ? scores
        : scores.where(col("score").leq(lit(limits.score())));
  }

  private static CandidateSummary summarise(
      CandidateSearch search, Limits limits, Iterator<Row> rows) {
    CandidateSummary summary = search.summary(limits);
    while (rows.hasNext()) {
      Row row = rows.next();
      if (row.isNullAt(2)) {
        summary.add(row.getString(0), row.getInt(1));
      } else {
        summary.add(row.getString(0), row.getInt(1), row.getDouble(2));
      }
    }
    return summary;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    return Packed.pack(
        Packed.unpack(CandidateSummary.class, one)
            .merge(Packed.unpack(CandidateSummary.class, other)));
  }
}
