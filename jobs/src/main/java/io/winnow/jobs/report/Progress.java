package io.winnow.jobs.report;

import io.winnow.charts.Axis;
import io.winnow.charts.BarChart;
import io.winnow.charts.LineChart;
import io.winnow.display.Excerpt;
import io.winnow.jobs.evaluate.Evaluation;
import io.winnow.jobs.evaluate.GroupedF1;
import io.winnow.jobs.evaluate.TestSet;
import io.winnow.jobs.ingest.InitJob;
import io.winnow.jobs.status.Status;
import io.winnow.page.HtmlPage;
import io.winnow.page.Table;
import io.winnow.stopping.StoppingRule.Opinion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How good the model is by the words that were paid for, and whether another round pays.
 *
 * @param evaluations of rounds that are over, in their order
 * @param groups of the last of them, for each column of {@code evaluate.by}
 */
record Progress(
    Status status,
    List<Evaluation> evaluations,
    List<GroupedF1> groups,
    Optional<SimulationFacts> simulation) {

  private static final Axis WORDS = new Axis("labelled words", Axis.Ticks.WHOLE);
  private static final Axis F1 = new Axis("F1", Axis.Ticks.THOUSANDTHS);

  /** By type; the curve has all. */
  private static final int MOST_ROUNDS = 8;

  /**
   * A round that is over.
   *
   * @param gain points of F1 more than after the round before; NaN for the first
   * @param words more than then
   */
  private record Step(Status.RoundStatus round, double gain, long words) {}

  private List<Step> over() {
    List<Status.RoundStatus> over =
        status.rounds().stream()
            .filter(it -> it.f1() != null && it.trainedWords() != null)
            .toList();
    return IntStream.range(0, over.size())
        .mapToObj(
            i -> {
              Status.RoundStatus round = over.get(i);
              Status.RoundStatus before = over.get(Math.max(0, i - 1));
              return new Step(
                  round,
                  i == 0 ? Double.NaN : 100 * (round.f1() - before.f1()),
                  round.trainedWords() - before.trainedWords());
            })
        .toList();
  }

  boolean hasTestSet() {
    return status.corpus().getOrDefault(InitJob.HOLDOUT_SENTENCES, 1L) > 0;
  }

  /** Where it stands and what is next. */
  String lead() {
    List<Step> over = over();
    String now = "";
    if (!over.isEmpty()) {
      Status.RoundStatus last = over.get(over.size() - 1).round();
      now =
          "F1 is %s after %,d labelled words. "
              .formatted(Figures.share(last.f1()), last.trainedWords());
    }
    return "%sNext, in round %d: %s.".formatted(now, status.dueRound(), status.advice());
  }

  void add(HtmlPage page) {
    List<Step> over = over();
    if (!hasTestSet()) {
      page.heading("Learning curve")
          .paragraph(
              "There is none, because the workspace has no test set to measure F1 on: %s."
                  .formatted(TestSet.WAY_TO_ONE));
      worth(page);
      return;
    }
    page.heading("Learning curve");
    if (over.isEmpty()) {
      page.paragraph("There is none yet: no model has been evaluated.");
    } else {
      page.figure(curve(over), caption())
          .table(
              Table.of(over)
                  .names("round", it -> Integer.toString(it.round().round()))
                  .figures("labelled words", it -> Figures.whole(it.round().trainedWords()))
                  .figures("F1", it -> Figures.share(it.round().f1()))
                  .figures("points more", it -> Figures.known("%+.1f", it.gain()))
                  .figures(
                      "words a point",
                      it ->
                          Figures.known(
                              "%,.0f", it.gain() > 0 ? it.words() / it.gain() : Double.NaN))
                  .figures("precision", it -> Figures.share(it.round().precision()))
                  .figures("recall", it -> Figures.share(it.round().recall()))
                  .figures(
                      "sentences sent",
                      it ->
                          it.round().sent() == null
                              ? Figures.NONE
                              : Figures.whole(it.round().sent())))
          .paragraph(
              "A point is 0.01 of F1. Words per point: how many words the round added for each"
                  + " point.");
    }
    worth(page);
    byType(page);
    groups.forEach(column -> byGroup(column, page));
  }

  private void byGroup(GroupedF1 column, HtmlPage page) {
    page.heading("F1 by " + Excerpt.of(column.column()))
        .table(
            Table.of(column.shown())
                .names("value", column::name)
                .figures("F1", it -> Figures.share(measured(it, it.measures().f1())))
                .figures("precision", it -> Figures.share(measured(it, it.measures().precision())))
                .figures("recall", it -> Figures.share(measured(it, it.measures().recall())))
                .figures("entities", it -> Figures.whole(it.measures().gold()))
                .figures("sentences", it -> Figures.whole(it.sentences())))
        .paragraph(
            "Held-out sentences by %s, with the model of round %d; values with most sentences first."
                    .formatted(
                        Excerpt.of(column.column()),
                        evaluations.get(evaluations.size() - 1).round())
                + (column.shown().stream().anyMatch(GroupedF1.Group::hasFew)
                    ? " F1 of a group with few entities tells little: below 50, one entity more or"
                        + " less is 2 points or more."
                    : ""));
  }

  private static double measured(GroupedF1.Group group, double share) {
    return group.measures().gold() + group.measures().predicted() == 0 ? Double.NaN : share;
  }

  private LineChart curve(List<Step> over) {
    List<LineChart.Line> lines = new ArrayList<>();
    simulation
        .map(SimulationFacts::random)
        .filter(random -> !random.isEmpty())
        .ifPresent(random -> lines.add(new LineChart.Line("at random, simulated", random)));
    lines.add(
        new LineChart.Line(
            "this workspace",
            over.stream()
                .map(Step::round)
                .map(round -> LineChart.Dot.at(round.trainedWords(), round.f1()))
                .toList()));
    return new LineChart("F1 on held-out sentences by labelled words", WORDS, F1, lines, full());
  }

  private Optional<LineChart.Level> full() {
    return simulation.stream()
        .flatMapToDouble(it -> it.full().stream())
        .mapToObj(f1 -> new LineChart.Level("all the data", f1))
        .findFirst();
  }

  private String caption() {
    return "F1 by conlleval's rules on %,d held-out sentences, which no round may choose. %s"
        .formatted(
            evaluations.get(evaluations.size() - 1).sentences(),
            full().isPresent()
                ? "The horizontal line: a model of all data, from the given simulation."
                : "The F1 of all data is not known: give the folder of a 'winnow"
                    + " simulate --full' as --simulation to see it.");
  }

  private void worth(HtmlPage page) {
    page.heading("Is another round worth it?");
    List<Opinion> opinions = status.stop().opinions();
    if (status.stop().round() < 0 || opinions.isEmpty()) {
      page.paragraph("The rules have no verdict before the first round is done.");
      return;
    }
    page.html("<dl>\n");
    for (Opinion opinion : opinions) {
      page.element("dt", opinion.rule() + ": " + opinion.verdict().words())
          .element("dd", opinion.sentence());
    }
    page.html("</dl>\n");
    Opinion deciding = status.stop().deciding();
    page.paragraph(
        deciding == null
            ? "No rule ends the rounds by itself (stop.rule = none)."
            : "The rule %s ends the rounds (stop.rule).".formatted(deciding.rule()));
  }

  private void byType(HtmlPage page) {
    page.heading("F1 by entity type");
    if (evaluations.isEmpty()) {
      page.paragraph("Not known yet: no model has been evaluated.");
      return;
    }
    Evaluation last = evaluations.get(evaluations.size() - 1);
    List<String> types = List.copyOf(last.byType().keySet());
    if (types.isEmpty()) {
      page.paragraph("The held-out sentences hold no entity, and the model found none.");
      return;
    }
    List<Evaluation> shown = lastOf(2);
    Table<String> table = Table.of(types).names("type", type -> type);
    for (Evaluation round : lastOf(MOST_ROUNDS)) {
      table.figures("round " + round.round(), type -> Figures.share(f1(round, type)));
    }
    page.figure(
            new BarChart(
                "F1 by entity type",
                F1,
                types.stream()
                    .map(
                        type ->
                            new BarChart.Group(
                                type, shown.stream().map(it -> f1(it, type)).toList()))
                    .toList(),
                shown.stream().map(it -> "round " + it.round()).toList()),
            "On the held-out sentences.")
        .table(
            table
                .figures("precision", type -> Figures.share(last.byType().get(type).precision()))
                .figures("recall", type -> Figures.share(last.byType().get(type).recall()))
                .figures("entities", type -> Figures.whole(last.byType().get(type).gold())))
        .paragraph(
            "Precision and recall are of round %d; entities are those of the held-out sentences."
                .formatted(last.round()));
  }

  private List<Evaluation> lastOf(int most) {
    return evaluations.subList(Math.max(0, evaluations.size() - most), evaluations.size());
  }

  private static double f1(Evaluation evaluation, String type) {
    Evaluation.Measures measures = evaluation.byType().get(type);
    return measures == null ? Double.NaN : measures.f1();
  }
}
