package io.winnow.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.winnow.jobs.Published;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * The distribution of a round's scores.
 *
 * @param function the acquisition function whose scores these are
 * @param scored sentences that have one
 * @param bins of equal width from the lowest to the highest score
 */
record ScoreFacts(int round, String function, long scored, List<Bin> bins) {

  private static final int BINS = 40;

  /**
   * Scores in {@code [from, to)}, the last bin with its end.
   *
   * @param selected those of them that were chosen for their score
   */
  record Bin(double from, double to, long scored, long selected) {}

  /** Of the round that chose, if it was scored. */
  static Optional<ScoreFacts> of(Published published, SelectionFacts selection) {
    return published
        .latest(published.workspace().scores(selection.round()))
        .flatMap(pointer -> of(published, pointer, selection));
  }

  private static Optional<ScoreFacts> of(
      Published published, Pointer pointer, SelectionFacts selection) {
    Dataset<Row> scores = published.table(pointer, "scores");
    Optional<String> column = column(scores, selection.function());
    if (column.isEmpty()) {
      return Optional.empty();
    }
    Column score = col(column.get());
    Row ends = scores.agg(min(score), max(score), count(score)).first();
    if (ends.isNullAt(0)) {
      return Optional.empty();
    }
    double from = ends.getDouble(0);
    double width = width(from, ends.getDouble(1));
    Map<Long, Long> all = counted(scores, score, from, width);
    Map<Long, Long> chosen =
        selection.cut().isEmpty()
            ? Map.of()
            : published
                .selection(selection.round())
                .map(table -> counted(table, col("score"), from, width))
                .orElseGet(Map::of);
    List<Bin> bins = new ArrayList<>();
    for (long i = 0; i < BINS; i++) {
      bins.add(
          new Bin(
              from + i * width,
              from + (i + 1) * width,
              all.getOrDefault(i, 0L),
              chosen.getOrDefault(i, 0L)));
    }
    return Optional.of(
        new ScoreFacts(selection.round(), column.get().replace('_', '-'), ends.getLong(2), bins));
  }

  /** The function that was chosen by; where none was, the first that there is. */
  private static Optional<String> column(Dataset<Row> scores, Optional<String> function) {
    List<String> numbers =
        Arrays.stream(scores.schema().fields())
            .filter(field -> field.dataType().equals(DataTypes.DoubleType))
            .map(StructField::name)
            .toList();
    Optional<String> wanted = function.map(Schemas::column);
    return wanted.isPresent() ? wanted.filter(numbers::contains) : numbers.stream().findFirst();
  }

  private static double width(double from, double to) {
    return to > from ? (to - from) / BINS : 1.0 / BINS;
  }

  private static Map<Long, Long> counted(
      Dataset<Row> table, Column score, double from, double width) {
    Column bin = least(floor(score.minus(from).divide(width)), lit((long) BINS - 1));
    Map<Long, Long> counts = new HashMap<>();
    for (Row row : table.where(score.isNotNull()).groupBy(bin).agg(count(lit(1))).collectAsList()) {
      counts.merge(Math.max(0, row.getLong(0)), row.getLong(1), Long::sum);
    }
    return counts;
  }
}
