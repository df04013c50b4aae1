package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.Published;
import io.winnow.selection.History;
import io.winnow.selection.QueryStrategy;
import io.winnow.selection.Selected;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Publication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What a strategy ranks sentences by: their scores, or what its elements make of these: first those
 * of earlier rounds are heard, then what sentences cost.
 *
 * @param scores {@code id, word_count, score} as they were scored
 * @param table the same, with what to rank by as the score
 */
record Ratings(
    Dataset<Row> scores, Dataset<Row> table, Optional<LookBack> lookBack, Optional<Price> price)
    implements AutoCloseable {

  /**
   * @param scored with {@code id, word_count, spans, model} and a column for the strategy's
   *     function
   */
  static Ratings of(Published published, int round, QueryStrategy strategy, Dataset<Row> scored) {
    String function = strategy.acquisition().orElseThrow();
    Dataset<Row> scores =
        scored.select(
            col("id"),
            col("word_count"),
            col(Schemas.MODEL),
            col(Schemas.column(function)).as("score"),
            Price.SUGGESTIONS);
    Ratings plain = new Ratings(scores, scores, Optional.empty(), Optional.empty());
    Ratings heard =
        strategy
            .history()
            .map(history -> plain.lookingBack(published, round, strategy, history))
            .orElse(plain);
    return strategy
        .perCost()
        .map(perCost -> heard.priced(Price.of(published, perCost, strategy.certain())))
        .orElse(heard)
        .narrow();
  }

  private Ratings lookingBack(
      Published published, int round, QueryStrategy strategy, History history) {
    PastScores past =
        PastScores.of(published, round, history.k(), strategy.acquisition().orElseThrow());
    // Each pass of the choice reads it, and it is a join of whole pools.
    Dataset<Row> known =
        LookBack.joined(past, strategy.perCost().isPresent() ? scores : scores.drop("suggestions"))
            .persist(StorageLevel.MEMORY_AND_DISK());
    LookBack lookBack = LookBack.of(history, strategy.certain(), past, known);
    return new Ratings(
        known,
        known.withColumn("score", lookBack.rating()),
        Optional.of(lookBack),
        Optional.empty());
  }

  private Ratings priced(Price by) {
    Dataset<Row> priced = table.withColumn("score", by.rating(col("score")));
    return new Ratings(scores, priced, lookBack, Optional.of(by));
  }

  /** Passes over the pool read no more than they need. */
  private Ratings narrow() {
    return new Ratings(scores, table.select("id", "word_count", "score"), lookBack, price);
  }

  /** With the acquisition function's own scores; ranks stay. */
  List<Selected> asScored(List<Selected> chosen) {
    if ((lookBack.isEmpty() && price.isEmpty()) || chosen.isEmpty()) {
      return chosen;
    }
    List<String> ids = chosen.stream().map(Selected::id).toList();
    Dataset<Row> wanted =
        broadcast(scores.sparkSession().createDataset(ids, Encoders.STRING()).toDF("id"));
    Map<String, Double> own =
        scores
            .where(col("score").isNotNull())
            .join(wanted, "id")
            .select("id", "score")
            .collectAsList()
            .stream()
            .collect(Collectors.toMap(row -> row.getString(0), row -> row.getDouble(1)));
    return chosen.stream().map(it -> it.withScore(own.get(it.id()))).toList();
  }

  void addTo(Publication made) {
    lookBack.ifPresent(it -> it.addTo(made));
    price.ifPresent(it -> it.addTo(made));
  }

  /** Lines for a summary. */
  String lines() {
    return lookBack.map(it -> "\n  history: " + it.text()).orElse("")
        + price.map(it -> "\n  cost: " + it.text()).orElse("");
  }

  @Override
  public void close() {
    lookBack.ifPresent(it -> scores.unpersist());
  }
}
