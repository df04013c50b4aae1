package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.udf;

import io.winnow.selection.CandidateSearch;
import io.winnow.selection.CandidateSearch.Limits;
import io.winnow.selection.CandidateSearch.Prospects;
import io.winnow.selection.CandidateSearch.Summary;
import io.winnow.selection.CostHistogram;
import io.winnow.selection.Knowledge;
import io.winnow.selection.Modifier.Request;
import io.winnow.selection.RandomOrder;
import io.winnow.selection.Selected;
import io.winnow.spark.Packed;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Runs a strategy over a table of scores of any size, without sorting it: one pass counts what lies
 * below which score, a second one brings the candidates to the driver, and what the strategy needs
 * is looked up only for these. If its modifiers drop so many candidates that the rest doesn't
 * suffice, the second pass is done again for more.
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
   * if the modifiers drop nearly all candidates even of {@value #WIDEST} times what they need.
   */
  public List<Selected> choose() {
    CostHistogram pool = new CostHistogram();
    counted(scores).forEach(row -> count(row, search, pool));
    return choose(pool);
  }

  /** The same, where the first pass was made already. */
  List<Selected> choose(CostHistogram pool) {
    double breadth = search.strategy().modifiers().isEmpty() ? 1 : SPARE;
    while (true) {
      Prospects found = prospects(search.limits(pool, breadth));
      Prospects prospects = breadth < WIDEST ? found : found.asAll();
      double certain = search.strategy().certain();
      Request request =
          new Request(search.budget(), search.round(), certain, lookUp.apply(prospects));
      Optional<List<Selected>> chosen = search.strategy().choose(prospects, request);
      if (chosen.isPresent()) {
        return chosen.get();
      }
      breadth *= WIDER;
    }
  }

  /**
   * The first pass: scores are binned to an eighth of an octave, in Spark's own aggregation.
   *
   * @param by columns whose values are counted apart
   * @return how many sentences, their number of words, the highest score of the bin, values
   */
  static List<Row> counted(Dataset<Row> scores, String... by) {
    Column[] bins = {col("word_count"), expr("signum(score)"), expr("floor(8 * log2(abs(score)))")};
    Stream<Column> apart = Stream.of(by).map(functions::col);
    return scores
        .groupBy(Stream.concat(Stream.of(bins), apart).toArray(Column[]::new))
        .agg(expr("count(*) AS sentences"), expr("max(score) AS score"))
        .select(
            Stream.concat(Stream.of("sentences", "word_count", "score"), Stream.of(by))
                .map(functions::col)
                .toArray(Column[]::new))
        .collectAsList();
  }

  /**
   * @param row of {@link #counted}
   */
  static void count(Row row, CandidateSearch search, CostHistogram pool) {
    search.count(row.getLong(0), row.getInt(1), row.getAs(2), pool);
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
    return Packed.unpack(Summary.class, summary).prospects();
  }

  /** Sentences that can't be candidates are dropped before they become rows. */
  private Dataset<Row> below(Limits limits) {
    Column byScore =
        limits.score() == Double.POSITIVE_INFINITY
            ? col("score").isNotNull()
            : col("score").leq(limits.score());
    if (limits.chance() == 0) {
      return scores.where(byScore);
    }
    long seed = search.seed();
    UDF1<String, Double> key = id -> RandomOrder.key(seed, id);
    return scores.where(
        byScore.or(udf(key, DataTypes.DoubleType).apply(col("id")).leq(limits.chance())));
  }

  private static Summary summarise(CandidateSearch search, Limits limits, Iterator<Row> rows) {
    Summary summary = search.summary(limits);
    while (rows.hasNext()) {
      Row row = rows.next();
      summary.add(row.getString(0), row.getInt(1), row.getAs(2));
    }
    return summary;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    return Packed.pack(
        Packed.unpack(Summary.class, one).merge(Packed.unpack(Summary.class, other)));
  }
}
