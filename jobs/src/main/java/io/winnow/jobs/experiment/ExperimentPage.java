package io.winnow.jobs.experiment;

import io.winnow.charts.Axis;
import io.winnow.charts.LineChart;
import io.winnow.evaluation.curves.StudentInterval;
import io.winnow.page.Column;
import io.winnow.page.HtmlPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A report as one HTML file that needs nothing else.
 *
 * @param input what the pool was read from
 */
record ExperimentPage(Report report, String input) {

  private static final Axis WORDS = new Axis("labelled words", Axis.Ticks.WHOLE);

  String html() {
    HtmlPage page = new HtmlPage("Learning curves: " + input);
    GoalSection goals = new GoalSection(report);
    page.title("How many words does each strategy need?");
    if (!report.goals().isEmpty()) {
      page.lead(goals.answer());
    }
    if (!report.unlearnt().isEmpty()) {
      page.paragraph(warning());
    }
    page.paragraph(summary())
        .heading("F1 by labelled words")
        .figure(
            curves(),
            "Means over seeds; bars are 95 % intervals by Student's t, cut off where they leave the chart. Between points nothing was measured.")
        .table(roundColumns(), rounds());
    if (!report.goals().isEmpty()) {
      goals.add(page);
    }
    page.heading("Area under the curve")
        .table(
            List.of(
                Column.names("strategy"),
                Column.figures("mean F1"),
                Column.measured("less random's")),
            areas())
        .paragraph(
            "The mean of F1 over words: 1 / (b - a) times the integral of F1 from a to b, by the trapezoid rule, where a to b are the words that all curves went through; the difference's interval is by the same bootstrap.")
        .heading("What was picked")
        .figure(
            picks("Words a sentence", StrategyCurve.RoundMean::meanLength, 1),
            "Mean length of the sentences that each round picked.")
        .figure(
            picks("Entities per 100 words", StrategyCurve.RoundMean::entityDensity, 100),
            "Entity spans in the words that each round picked.")
        .heading("Where the rules would stop")
        .table(
            List.of(
                Column.names("strategy"),
                Column.names("rule"),
                Column.figures("runs ended"),
                Column.figures("words"),
                Column.figures("F1"),
                Column.figures("F1 left")),
            stops())
        .paragraph(
            "Each rule was asked after each round and ended nothing. Words and F1 are those of the round after which it first says stop, means over the runs that it ends; left is the F1 that the rounds played after it brought, below 0 where they brought none.")
        .heading("Seconds a round")
        .table(
            Column.figuresBy("strategy", List.of("score", "select", "label", "train", "evaluate")),
            seconds())
        .paragraph(
            "Wall clock, mean over the rounds after the first; runs that go on at a time share the cores.");
    return page.html();
  }

  private String summary() {
    String full =
        report
            .full()
            .map(
                f1 ->
                    " A model of all of them has F1 %s (%s)."
                        .formatted(PageText.measured(f1), SummaryText.seeds(f1.size())))
            .orElse("");
    return "Pool: %s, %,d words.%s Cost is counted in words, which is what vendors bill; F1 is conlleval's, on sentences that no strategy may pick."
        .formatted(input, report.poolWords(), full);
  }

  private String warning() {
    return "%s: %s. %s."
        .formatted(
            SummaryText.UNLEARNT,
            report.unlearnt().stream().map(Point::name).collect(Collectors.joining("; ")),
            SummaryText.REMEDY);
  }

  private LineChart curves() {
    return new LineChart(
        "F1 by labelled words, a line for each strategy",
        WORDS,
        new Axis("F1", Axis.Ticks.THOUSANDTHS),
        lines(StrategyCurve.RoundMean::f1, 1),
        report.full().map(f1 -> new LineChart.Level("all the data", f1.mean())));
  }

  private LineChart picks(
      String title, Function<StrategyCurve.RoundMean, StudentInterval> figure, double scale) {
    return new LineChart(
        title, WORDS, new Axis(title, Axis.Ticks.TENTHS), lines(figure, scale), Optional.empty());
  }

  private List<LineChart.Line> lines(
      Function<StrategyCurve.RoundMean, StudentInterval> figure, double scale) {
    return report.curves().stream()
        .map(
            curve ->
                new LineChart.Line(
                    curve.strategy(),
                    curve.rounds().stream()
                        .map(
                            round ->
                                LineChart.Dot.within(
                                    round.words().mean(),
                                    scale * figure.apply(round).mean(),
                                    scale * figure.apply(round).half()))
                        .toList()))
        .toList();
  }

  private List<Column> roundColumns() {
    List<Column> columns =
        new ArrayList<>(Column.figuresBy("round", List.of("words", "% of pool")));
    report.curves().forEach(curve -> columns.add(Column.measured(curve.strategy())));
    return columns;
  }

  private List<List<String>> rounds() {
    List<List<String>> rows = new ArrayList<>();
    int rounds = report.curves().stream().mapToInt(it -> it.rounds().size()).max().orElse(0);
    for (int round = 0; round < rounds; round++) {
      double words = StrategyCurve.words(report.curves(), round);
      List<String> row =
          new ArrayList<>(
              List.of(
                  Integer.toString(round),
                  "%,.0f".formatted(words),
                  "%.1f".formatted(report.percent(words))));
      for (StrategyCurve curve : report.curves()) {
        boolean there = round < curve.rounds().size();
        row.add(there ? PageText.measured(curve.rounds().get(round).f1()) : "");
      }
      rows.add(row);
    }
    return rows;
  }

  private List<List<String>> areas() {
    List<List<String>> rows = new ArrayList<>();
    for (StrategyCurve curve : report.curves()) {
      report
          .area(curve)
          .ifPresent(
              area ->
                  rows.add(
                      List.of(
                          curve.strategy(),
                          PageText.f1(area),
                          report
                              .comparison(curve.strategy())
                              .map(it -> PageText.difference(it.area()))
                              .orElse(""))));
    }
    return rows;
  }

  private List<List<String>> stops() {
    return report.stops().stream()
        .map(
            stop ->
                List.of(
                    stop.strategy(),
                    stop.rule(),
                    "%d of %d".formatted(stop.stops().size(), stop.runs()),
                    known("%,.0f", stop.words()),
                    known("%.3f", stop.f1()),
                    known("%+.3f", stop.left())))
        .toList();
  }

  private static String known(String format, OptionalDouble value) {
    return value.isPresent() ? format.formatted(value.getAsDouble()) : "-";
  }

  private List<List<String>> seconds() {
    List<List<String>> rows = new ArrayList<>();
    for (StrategyCurve curve : report.curves()) {
      Map<String, Double> sums = new TreeMap<>();
      List<Point> later =
          curve.points().values().stream()
              .flatMap(List::stream)
              .filter(point -> point.round() > 0)
              .toList();
      later.forEach(
          point -> point.seconds().forEach((step, took) -> sums.merge(step, took, Double::sum)));
      List<String> row = new ArrayList<>(List.of(curve.strategy()));
      for (String step : List.of("score", "select", "label", "train", "evaluate")) {
        row.add(sums.containsKey(step) ? "%.1f".formatted(sums.get(step) / later.size()) : "-");
      }
      rows.add(row);
    }
    return rows;
  }
}
