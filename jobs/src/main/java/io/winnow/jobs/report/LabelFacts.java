package io.winnow.jobs.report;

import static org.apache.spark.sql.functions.expr;

import io.winnow.charts.Axis;
import io.winnow.charts.BarChart;
import io.winnow.jobs.Published;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.page.HtmlPage;
import io.winnow.page.Table;
import io.winnow.spark.Schemas;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is labelled, by type, and whether rounds differ.
 *
 * @param rounds by whose batches, in their order
 */
record LabelFacts(List<OfRound> rounds) {

  /**
   * @param spans by entity type
   */
  record OfRound(int round, long sentences, long words, SortedMap<String, Long> spans) {

    long entities() {
      return spans.values().stream().mapToLong(Long::longValue).sum();
    }

    double entitiesPer100Words() {
      return words == 0 ? 0 : 100.0 * entities() / words;
    }
  }

  /** Empty before the first merge. */
  static Optional<LabelFacts> of(Published published) {
    return published
        .latest(published.workspace().labels())
        .map(pointer -> of(published.table(pointer, LabelStore.LABELS, Schemas.LABELS)));
  }

  private static LabelFacts of(Dataset<Row> labels) {
    Map<Integer, SortedMap<String, Long>> spans = new TreeMap<>();
    for (Row row :
        labels
            .selectExpr("round", "explode(spans.type) AS type")
            .groupBy("round", "type")
            .count()
            .collectAsList()) {
      spans
          .computeIfAbsent(row.getInt(0), round -> new TreeMap<>())
          .put(row.getString(1), row.getLong(2));
    }
    return new LabelFacts(
        labels
            .groupBy("round")
            .agg(expr("count(*)"), expr("sum(size(words))"))
            .orderBy("round")
            .collectAsList()
            .stream()
            .map(
                row ->
                    new OfRound(
                        row.getInt(0),
                        row.getLong(1),
                        row.getLong(2),
                        spans.getOrDefault(row.getInt(0), new TreeMap<>())))
            .toList());
  }

  /** By entity type, over all rounds. */
  SortedMap<String, Long> spans() {
    SortedMap<String, Long> all = new TreeMap<>();
    rounds.forEach(
        round -> round.spans().forEach((type, spans) -> all.merge(type, spans, Long::sum)));
    return all;
  }

  /**
   * How far the mix of types of a round is from that of the rounds before it together: the share of
   * its spans whose type would have to change to match (total variation distance), in 0 to 1.
   *
   * @param place of the round in {@link #rounds}
   * @return empty where the round or those before it have no span
   */
  OptionalDouble drift(int place) {
    OfRound round = rounds.get(place);
    LabelFacts before = new LabelFacts(rounds.subList(0, place));
    long entitiesBefore = before.rounds.stream().mapToLong(OfRound::entities).sum();
    if (entitiesBefore == 0 || round.entities() == 0) {
      return OptionalDouble.empty();
    }
    double distance = 0;
    for (String type : spans().keySet()) {
      double now = (double) round.spans().getOrDefault(type, 0L) / round.entities();
      double then = (double) before.spans().getOrDefault(type, 0L) / entitiesBefore;
      distance += Math.abs(now - then) / 2;
    }
    return OptionalDouble.of(distance);
  }

  void add(HtmlPage page) {
    Map<String, Long> spans = spans();
    List<String> types =
        spans.keySet().stream()
            .sorted(Comparator.comparing(spans::get, Comparator.reverseOrder()))
            .toList();
    if (!types.isEmpty()) {
      page.figure(
          new BarChart(
              "Labelled entities by type",
              new Axis("entity spans", Axis.Ticks.WHOLE),
              types.stream()
                  .map(type -> new BarChart.Group(type, List.of((double) spans.get(type))))
                  .toList(),
              List.of("labels")),
          "In the label store, all rounds together.");
    }
    Table<OfRound> table =
        Table.of(rounds)
            .names("round", it -> Integer.toString(it.round()))
            .figures("sentences", it -> Figures.whole(it.sentences()))
            .figures("words", it -> Figures.whole(it.words()))
            .figures("entities / 100 words", it -> "%,.1f".formatted(it.entitiesPer100Words()));
    for (String type : types) {
      table.figures(type, it -> Figures.whole(it.spans().getOrDefault(type, 0L)));
    }
    page.table(
            table.figures(
                "drift", it -> Figures.percent(drift(rounds.indexOf(it)).orElse(Double.NaN))))
        .paragraph(
            "For each round, the labels of the sentences it sent out. Drift is the share of a"
                + " round's entities whose type would have to change for the mix of types to equal"
                + " that of earlier rounds. Uncertain sentences are no random sample, so selection"
                + " causes some drift. With few entities, drift may be chance.");
  }
}
