package io.winnow.jobs.select;

import io.winnow.jobs.Published;
import io.winnow.jobs.SentenceColumns;
import io.winnow.selection.CandidateSearch;
import io.winnow.selection.QueryStrategy;
import io.winnow.selection.Selected;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a strategy chooses from the pool.
 *
 * @param sentences in order of rank, with the acquisition function's scores
 * @param ratings what they were ranked by, for a summary; no table of it can be read any more
 */
record Choice(List<Selected> sentences, Optional<Ratings> ratings) {

  /**
   * @param pool with {@code id, words} and metadata
   * @param scored the round's table of scores, if there is one
   */
  static Choice of(
      Published published,
      CandidateSearch search,
      Dataset<Row> pool,
      Optional<Dataset<Row>> scored) {
    QueryStrategy strategy = search.strategy();
    CandidateFacts facts =
        new CandidateFacts(published, search.round(), strategy.needs(), pool, scored.orElse(pool));
    Dataset<Row> grouped =
        strategy
            .strata()
            .map(strata -> SentenceColumns.with(pool, "select.strategy", strata.by()))
            .orElse(pool);
    if (strategy.isRandom()) {
      // Without scores, or where they don't count, the pool itself is all that is needed.
      return new Choice(chosen(search, facts, unscored(grouped)), Optional.empty());
    }
    try (Ratings ratings = Ratings.of(published, search.round(), strategy, scored.orElseThrow())) {
      Dataset<Row> rated =
          strategy.strata().isEmpty()
              ? ratings.table()
              : ratings.table().join(grouped.select("id", "value"), "id");
      List<Selected> chosen = chosen(search, facts, rated);
      return new Choice(ratings.asScored(chosen), Optional.of(ratings));
    }
  }

  private static Dataset<Row> unscored(Dataset<Row> sentences) {
    return sentences.selectExpr("*", "size(words) AS word_count", "CAST(null AS DOUBLE) AS score");
  }

  /**
   * @param rated {@code id, word_count, score}, and {@code value} where the strategy has strata
   */
  private static List<Selected> chosen(
      CandidateSearch search, CandidateFacts facts, Dataset<Row> rated) {
    return search
        .strategy()
        .strata()
        .map(strata -> new StrataRun(rated, strata, search, facts::of).choose())
        .orElseGet(() -> new StrategyRun(rated, search, facts::of).choose());
  }
}
