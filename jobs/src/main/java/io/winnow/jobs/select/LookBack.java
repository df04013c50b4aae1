package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.winnow.jobs.select.PastScores.OfRound;
import io.winnow.selection.History;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Publication;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * What sentences are ranked by where a strategy looks back: their scores, joined with those of
 * earlier rounds by their ids. Nothing is scored again.
 *
 * <p>Models differ in how much they doubt on the whole, most of all where one is of another kind
 * than the one before. So a round's doubts (how far its scores lie below that of a sentence without
 * doubt) are first multiplied by one number: the mean doubt of the newest scores by that of the
 * round's, over the sentences that have both. Ranks would need no such number, but they lose how
 * much more one sentence is doubted than the next, which decides at the top.
 *
 * @param past the rounds that are looked back on
 * @param scales by which each one's doubts are multiplied; 0: it says nothing
 * @param sentences with a score
 * @param remembered those of them with an earlier score
 */
record LookBack(
    History history,
    double certain,
    PastScores past,
    List<Double> scales,
    long sentences,
    long remembered) {

  /** Sums of decimals are exact: partitions change nothing. */
  private static final String EXACT = "DECIMAL(30, 14)";

  private static final double MOST_DOUBT = 1e15;

  /**
   * @param scored with {@code id, model, score}
   * @return the same with {@code past_1, past_2, ...}, newest first: each null where the sentence
   *     has no score of the round, or only one that a newer round kept
   */
  static Dataset<Row> joined(PastScores past, Dataset<Row> scored) {
    Dataset<Row> known = scored;
    List<Column> models = new ArrayList<>(List.of(col(Schemas.MODEL)));
    for (OfRound round : past.rounds()) {
      int age = models.size();
      String model = Schemas.MODEL + "_" + age;
      Dataset<Row> table =
          round
              .table()
              .withColumnRenamed(Schemas.MODEL, model)
              .withColumnRenamed("score", past(age));
      Column isNew =
          models.stream()
              .map(it -> not(it.eqNullSafe(col(model))))
              .reduce(Column::and)
              .orElseThrow();
      known =
          known
              .join(table, new String[] {"id"}, "left")
              .withColumn(past(age), when(isNew, col(past(age))));
      models.add(col(model));
    }
    return known;
  }

  private static String past(int age) {
    return "past_" + age;
  }

  /**
   * @param known as {@link #joined} makes it
   */
  static LookBack of(History history, double certain, PastScores past, Dataset<Row> known) {
    List<Column> earlier = pasts(past);
    Column remembered = earlier.stream().reduce((a, b) -> coalesce(a, b)).orElse(lit(null));
    List<Column> sums = new ArrayList<>();
    sums.add(count(when(col("score").isNotNull(), remembered)));
    for (Column then : earlier) {
      Column isPair = col("score").isNotNull().and(then.isNotNull());
      sums.add(sum(when(isPair, doubt(certain, col("score")))));
      sums.add(sum(when(isPair, doubt(certain, then))));
    }
    Row found = known.agg(count(col("score")), sums.toArray(Column[]::new)).first();
    List<Double> scales = new ArrayList<>();
    for (int at = 2; at < found.size(); at += 2) {
      scales.add(scale(found.getDecimal(at), found.getDecimal(at + 1)));
    }
    return new LookBack(history, certain, past, scales, found.getLong(0), found.getLong(1));
  }

  private static List<Column> pasts(PastScores past) {
    List<Column> columns = new ArrayList<>();
    past.rounds().forEach(it -> columns.add(col(past(columns.size() + 1))));
    return columns;
  }

  private static Column doubt(double certain, Column score) {
    return least(lit(certain).minus(score), lit(MOST_DOUBT)).cast(EXACT);
  }

  private static double scale(BigDecimal now, BigDecimal then) {
    boolean says = now != null && then != null && now.signum() > 0 && then.signum() > 0;
    return says ? now.doubleValue() / then.doubleValue() : 0;
  }

  /** What a sentence of {@link #joined} is ranked by. */
  Column rating() {
    List<Column> scores = new ArrayList<>(List.of(col("score").as("past_0")));
    for (int i = 0; i < scales.size(); i++) {
      Column doubt = lit(certain).minus(col(past(i + 1))).multiply(lit(scales.get(i)));
      scores.add(when(lit(scales.get(i) > 0), lit(certain).minus(doubt)).as(past(i + 1)));
    }
    History by = history;
    UDF1<Row, Double> rating = row -> by.score(doubles(row));
    return udf(rating, DataTypes.DoubleType).apply(struct(scores.toArray(Column[]::new)));
  }

  private static List<Double> doubles(Row row) {
    List<Double> doubles = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      doubles.add(row.getAs(i));
    }
    return doubles;
  }

  /** The numbers by which it could be done again. */
  void addTo(Publication made) {
    made.number("history_sentences", remembered);
    for (int i = 0; i < scales.size(); i++) {
      int round = past.rounds().get(i).round();
      made.number(String.format(Locale.ROOT, "history_scale_%04d", round), scales.get(i));
    }
  }

  /** For a summary: what was looked back on, and what was not. */
  String text() {
    List<String> used = new ArrayList<>();
    List<String> passedOver = new ArrayList<>(past.passedOver());
    for (int i = 0; i < scales.size(); i++) {
      String round = "round " + past.rounds().get(i).round();
      if (scales.get(i) > 0) {
        used.add(round + String.format(Locale.ROOT, " (doubts x %.3g)", scales.get(i)));
      } else {
        passedOver.add(round + " (no doubts to compare)");
      }
    }
    String first =
        used.isEmpty()
            ? "none; the scores of this round alone"
            : "%s\n  %,d of %,d sentences have an earlier score"
                .formatted(String.join(", ", used), remembered, sentences);
    return passedOver.isEmpty()
        ? first
        : first
            + passedOver.stream().collect(Collectors.joining(", ", "\n  not looked back on: ", ""));
  }
}
