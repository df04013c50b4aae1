package io.winnow.jobs.report;

import io.winnow.charts.Axis;
import io.winnow.charts.BarChart;
import io.winnow.page.Column;
import io.winnow.page.HtmlPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What is labelled, by type, and whether rounds differ. */
final class LabelSection {

  private LabelSection() {}

  static void add(HtmlPage page, ReportFacts facts) {
    page.heading("Labels by type");
    if (facts.labels().isEmpty()) {
      page.paragraph("There are no labels yet: nothing that the vendor returned was merged.");
      return;
    }
    LabelFacts labels = facts.labels().get();
    List<String> types =
        labels.spans().entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    if (!types.isEmpty()) {
      page.figure(
          new BarChart(
              "Labelled entities by type",
              new Axis("entity spans", Axis.Ticks.WHOLE),
              types.stream()
                  .map(type -> new BarChart.Group(type, List.of((double) labels.spans().get(type))))
                  .toList(),
              List.of("labels")),
          "In the label store, all rounds together.");
    }
    page.table(columns(types), rows(labels, types));
    page.paragraph(
        "Each round with what it sent out. Drift is the share of a round's entities that would need another type to be mixed like those of the rounds before it; uncertain sentences are no random sample, so some drift is what selecting does. Few entities drift by chance alone.");
  }

  private static List<Column> columns(List<String> types) {
    List<String> figures = new ArrayList<>(List.of("sentences", "words", "entities / 100 words"));
    figures.addAll(types);
    figures.add("drift");
    return Column.figuresBy("round", figures);
  }

  private static List<List<String>> rows(LabelFacts labels, List<String> types) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < labels.rounds().size(); i++) {
      LabelFacts.OfRound round = labels.rounds().get(i);
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(round.round()));
      row.add(Figures.whole(round.sentences()));
      row.add(Figures.whole(round.words()));
      row.add(Figures.tenths(round.entitiesPer100Words()));
      types.forEach(type -> row.add(Figures.whole(round.spans().getOrDefault(type, 0L))));
      OptionalDouble drift = labels.drift(i);
      row.add(drift.isPresent() ? Figures.percent(drift.getAsDouble()) : Figures.NONE);
      rows.add(row);
    }
    return rows;
  }
}
