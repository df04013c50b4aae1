package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.winnow.evaluation.quality.AnswerTime;
import io.winnow.jobs.Published;
import io.winnow.jobs.labels.LearntTime;
import io.winnow.selection.PerCost;
import io.winnow.selection.PerCost.By;
import io.winnow.workspace.Publication;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a sentence is ranked by where a strategy reckons with its cost.
 *
 * @param certain the score of a sentence without doubt
 * @param time that answers take, which is the cost; empty: words are
 */
record Price(PerCost perCost, double certain, Optional<AnswerTime> time) {

  /** Of a scored sentence, how many entities are suggested to annotators: those predicted. */
  static final Column SUGGESTIONS =
      greatest(coalesce(size(col("spans")), lit(0)), lit(0)).as("suggestions");

  static Price of(Published published, PerCost perCost, double certain) {
    return new Price(
        perCost, certain, perCost.by() == By.TIME ? LearntTime.of(published) : Optional.empty());
  }

  /**
   * @param score what the sentence would be ranked by otherwise; beside it the row has {@code
   *     word_count} and {@code suggestions}
   */
  Column rating(Column score) {
    PerCost by = perCost;
    double without = certain;
    UDF3<Double, Integer, Double, Double> rating =
        (given, words, price) -> by.score(given, without, words, price);
    Column words = col("word_count");
    return when(
        score.isNotNull().and(words.gt(0)),
        udf(rating, DataTypes.DoubleType).apply(score, words, price(words)));
  }

  private Column price(Column words) {
    if (time.isEmpty()) {
      return words.cast("double");
    }
    AnswerTime by = time.get();
    Column price = lit(by.perSentence()).plus(words.multiply(by.perWord()));
    return by.perSuggestion() == 0
        ? price
        : price.plus(col("suggestions").multiply(by.perSuggestion()));
  }

  /** The numbers by which it could be done again. */
  void addTo(Publication made) {
    time.ifPresent(
        it ->
            made.number("price_per_sentence", it.perSentence())
                .number("price_per_word", it.perWord())
                .number("price_per_suggestion", it.perSuggestion()));
  }

  /** For a summary: what the cost is. */
  String text() {
    return time.map(it -> "per second, at " + it.formula())
        .orElse(
            perCost.by() == By.WORDS
                ? "per word"
                : "per word: merged answers have no seconds, or too few, to learn times from");
  }
}
