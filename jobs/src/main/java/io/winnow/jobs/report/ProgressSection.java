package io.winnow.jobs.report;

import io.winnow.charts.Axis;
import io.winnow.charts.BarChart;
import io.winnow.charts.LineChart;
import io.winnow.jobs.evaluate.Evaluation;
import io.winnow.jobs.status.Status;
import io.winnow.page.Column;
import io.winnow.page.HtmlPage;
import io.winnow.stopping.StoppingRule.Opinion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** How good the model is by the words that were paid for, and whether another round pays. */
final class ProgressSection {

  private static final Axis WORDS = new Axis("labelled words", Axis.Ticks.WHOLE);
  private static final Axis F1 = new Axis("F1", Axis.Ticks.THOUSANDTHS);

  /** By type; the curve has all. */
  private static final int MOST_ROUNDS = 8;

  private ProgressSection() {}

  static void add(HtmlPage page, ReportFacts facts) {
    List<Status.RoundStatus> over = over(facts);
    page.heading("Learning curve");
    if (over.isEmpty()) {
      page.paragraph("There is none yet: no round's model has been measured.");
    } else {
      page.figure(curve(facts, over), caption(facts));
      page.table(
          List.of(
              Column.names("round"),
              Column.figures("labelled words"),
              Column.figures("F1"),
              Column.figures("points more"),
              Column.figures("words a point"),
              Column.figures("precision"),
              Column.figures("recall"),
              Column.figures("sentences sent")),
          rows(over));
      page.paragraph(
          "A point is 0.01 of F1; words a point are those that the round added for one.");
    }
    worth(page, facts);
    byType(page, facts.evaluations());
  }

  /** Where it stands and what is next. */
  static String lead(ReportFacts facts) {
    List<Status.RoundStatus> over = over(facts);
    return "%sNext, in round %d: %s."
        .formatted(
            over.isEmpty() ? "" : now(over.get(over.size() - 1)),
            facts.status().dueRound(),
            facts.status().advice());
  }

  private static String now(Status.RoundStatus last) {
    return "F1 is %s after %,d labelled words. "
        .formatted(Figures.share(last.f1()), last.trainedWords());
  }

  private static List<Status.RoundStatus> over(ReportFacts facts) {
    return facts.status().rounds().stream()
        .filter(round -> round.f1() != null && round.trainedWords() != null)
        .toList();
  }

  private static LineChart curve(ReportFacts facts, List<Status.RoundStatus> over) {
    List<LineChart.Line> lines = new ArrayList<>();
    facts
        .simulation()
        .filter(simulation -> !simulation.random().isEmpty())
        .ifPresent(
            simulation ->
                lines.add(new LineChart.Line("at random, simulated", simulation.random())));
    lines.add(
        new LineChart.Line(
            "this workspace",
            over.stream()
                .map(round -> LineChart.Dot.at(round.trainedWords(), round.f1()))
                .toList()));
    Optional<LineChart.Level> full = facts.simulation().flatMap(ProgressSection::full);
    return new LineChart("F1 on held-out sentences by labelled words", WORDS, F1, lines, full);
  }

  private static Optional<LineChart.Level> full(SimulationFacts simulation) {
    return simulation.full().isPresent()
        ? Optional.of(new LineChart.Level("all the data", simulation.full().getAsDouble()))
        : Optional.empty();
  }

  private static String caption(ReportFacts facts) {
    String measured =
        "F1 by conlleval's rules on %,d held-out sentences, which no round may choose."
            .formatted(facts.evaluations().get(facts.evaluations().size() - 1).sentences());
    boolean isFullKnown = facts.simulation().flatMap(ProgressSection::full).isPresent();
    return isFullKnown
        ? measured + " The line across: a model of all the data, by the simulation that was given."
        : measured
            + " What all the data would bring is not known: give the folder of a 'winnow simulate --full' as --simulation to see it.";
  }

  private static List<List<String>> rows(List<Status.RoundStatus> over) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < over.size(); i++) {
      Status.RoundStatus round = over.get(i);
      double gain = i == 0 ? Double.NaN : 100 * (round.f1() - over.get(i - 1).f1());
      double words = i == 0 ? 0 : round.trainedWords() - over.get(i - 1).trainedWords();
      rows.add(
          List.of(
              Integer.toString(round.round()),
              Figures.whole(round.trainedWords()),
              Figures.share(round.f1()),
              Double.isNaN(gain) ? Figures.NONE : "%+.1f".formatted(gain),
              gain > 0 ? Figures.whole(Math.round(words / gain)) : Figures.NONE,
              Figures.share(round.precision()),
              Figures.share(round.recall()),
              round.sent() == null ? Figures.NONE : Figures.whole(round.sent())));
    }
    return rows;
  }

  private static void worth(HtmlPage page, ReportFacts facts) {
    page.heading("Is it worth another round?");
    List<Opinion> opinions = facts.status().stop().opinions();
    if (facts.status().stop().round() < 0 || opinions.isEmpty()) {
      page.paragraph("The rules can say nothing before the first round is over.");
      return;
    }
    page.html("<dl>\n");
    for (Opinion opinion : opinions) {
      page.element("dt", opinion.rule() + ": " + opinion.verdict().words())
          .element("dd", opinion.sentence());
    }
    page.html("</dl>\n");
    Opinion deciding = facts.status().stop().deciding();
    page.paragraph(
        deciding == null
            ? "No rule ends the rounds by itself (stop.rule = none)."
            : "The rule %s ends the rounds (stop.rule).".formatted(deciding.rule()));
  }

  private static void byType(HtmlPage page, List<Evaluation> evaluations) {
    page.heading("F1 by entity type");
    if (evaluations.isEmpty()) {
      page.paragraph("Not known yet: no round's model has been measured.");
      return;
    }
    Evaluation last = evaluations.get(evaluations.size() - 1);
    List<Evaluation> shown =
        evaluations.subList(Math.max(0, evaluations.size() - 2), evaluations.size());
    List<String> types = new ArrayList<>(new TreeSet<>(last.byType().keySet()));
    if (types.isEmpty()) {
      page.paragraph("The held-out sentences hold no entity, and the model found none.");
      return;
    }
    page.figure(
        new BarChart(
            "F1 by entity type",
            F1,
            types.stream()
                .map(
                    type ->
                        new BarChart.Group(type, shown.stream().map(it -> f1(it, type)).toList()))
                .toList(),
            shown.stream().map(it -> "round " + it.round()).toList()),
        "On the held-out sentences.");
    List<Evaluation> listed =
        evaluations.subList(Math.max(0, evaluations.size() - MOST_ROUNDS), evaluations.size());
    List<String> rounds = listed.stream().map(it -> "round " + it.round()).toList();
    List<Column> columns = new ArrayList<>(Column.figuresBy("type", rounds));
    columns.addAll(
        List.of(Column.figures("precision"), Column.figures("recall"), Column.figures("entities")));
    List<List<String>> rows = new ArrayList<>();
    for (String type : types) {
      List<String> row = new ArrayList<>(List.of(type));
      listed.forEach(it -> row.add(Figures.share(f1(it, type))));
      Evaluation.Measures now = last.byType().get(type);
      row.add(Figures.share(now.precision()));
      row.add(Figures.share(now.recall()));
      row.add(Figures.whole(now.gold()));
      rows.add(row);
    }
    page.table(columns, rows);
    page.paragraph(
        "Precision and recall are of round %d; entities are those of the held-out sentences."
            .formatted(last.round()));
  }

  private static double f1(Evaluation evaluation, String type) {
    Evaluation.Measures measures = evaluation.byType().get(type);
    return measures == null ? Double.NaN : measures.f1();
  }
}
