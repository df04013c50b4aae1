package io.winnow.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.winnow.charts.Axis;
import io.winnow.charts.Histogram;
import io.winnow.jobs.Published;
import io.winnow.page.HtmlPage;
import io.winnow.spark.Schemas;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
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
 * @param bins of equal width from the lowest to the highest score, which is in the last one; of
 *     each, how many were scored and how many of them were chosen for their score
 * @param cut the highest score that was chosen for its score
 */
record ScoreFacts(
    int round, String function, long scored, List<Histogram.Bar> bins, OptionalDouble cut) {

  private static final int BINS = 40;

  /** Of the round that chose, if it was scored. */
  static Optional<ScoreFacts> of(Published published, SelectionFacts selection) {
    return published
        .latest(published.workspace().scores(selection.round()))
        .flatMap(pointer -> of(published, published.table(pointer, "scores"), selection));
  }

  private static Optional<ScoreFacts> of(
      Published published, Dataset<Row> scores, SelectionFacts selection) {
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
    double width = ends.getDouble(1) > from ? (ends.getDouble(1) - from) / BINS : 1.0 / BINS;
    Map<Long, Long> all = counted(scores, score, from, width);
    Map<Long, Long> chosen =
        selection.cut().isEmpty()
            ? Map.of()
            : published
                .selection(selection.round())
                .map(table -> counted(table, col("score"), from, width))
                .orElseGet(Map::of);
    List<Histogram.Bar> bins =
        LongStream.range(0, BINS)
            .mapToObj(
                i ->
                    new Histogram.Bar(
                        from + i * width,
                        from + (i + 1) * width,
                        all.getOrDefault(i, 0L),
                        chosen.getOrDefault(i, 0L)))
            .toList();
    return Optional.of(
        new ScoreFacts(
            selection.round(),
            column.get().replace('_', '-'),
            ends.getLong(2),
            bins,
            selection.cut()));
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

  private static Map<Long, Long> counted(
      Dataset<Row> table, Column score, double from, double width) {
    Column bin = floor(score.minus(from).divide(width));
    return table
        .where(score.isNotNull())
        .groupBy(greatest(lit(0L), least(bin, lit(BINS - 1L))))
        .count()
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getLong(0), row -> row.getLong(1)));
  }

  void add(HtmlPage page) {
    page.figure(
        new Histogram(
            "Scores of round " + round,
            new Axis(function + " (lower: less certain)", Axis.Ticks.HUNDREDTHS),
            new Axis("sentences", Axis.Ticks.WHOLE),
            "scored",
            "selected for its score",
            bins,
            cut.stream()
                .mapToObj(it -> new Histogram.Cut("cut %.3f".formatted(it), it))
                .findFirst()),
        "%,d sentences scored in round %d. The cut is the highest score among sentences selected by score. Without modifiers, all sentences below it were selected."
            .formatted(scored, round));
  }
}
