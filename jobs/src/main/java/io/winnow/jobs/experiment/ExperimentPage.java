package io.winnow.jobs.experiment;

import io.winnow.charts.Axis;
import io.winnow.charts.LineChart;
import io.winnow.evaluation.curves.PairedBootstrap.Spread;
import io.winnow.evaluation.curves.StudentInterval;
import io.winnow.jobs.experiment.StrategyCurve.RoundMean;
import io.winnow.page.HtmlPage;
import io.winnow.page.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A report as one HTML file that needs nothing else.
 *
 * @param input what the pool was read from
 */
record ExperimentPage(Report report, String input) {

  private static final Axis WORDS = new Axis("labelled words", Axis.Ticks.WHOLE);

  /** The goal that the report begins with: 95 %. */
  private static final int FOREMOST = 1;

  /** A narrow screen breaks figures at a space, but not at this one. */
  private static final char KEPT = '\u00a0';

  String html() {
    HtmlPage page = new HtmlPage("Learning curves: " + input, "");
    page.title("How many words does each strategy need?");
    if (!report.goals().isEmpty()) {
      page.lead(answer(report.goals().get(FOREMOST)));
    }
    if (!report.unlearnt().isEmpty()) {
      page.paragraph(
          "%s: %s. %s."
              .formatted(
                  SummaryText.UNLEARNT,
                  report.unlearnt().stream().map(Point::name).collect(Collectors.joining("; ")),
                  SummaryText.REMEDY));
    }
    page.paragraph(summary())
        .heading("F1 by labelled words")
        .figure(
            new LineChart(
                "F1 by labelled words, a line for each strategy",
                WORDS,
                new Axis("F1", Axis.Ticks.THOUSANDTHS),
                lines(RoundMean::f1, 1),
                report.full().map(f1 -> new LineChart.Level("all the data", f1.mean()))),
            (report.seeds() == 1
                    ? "One seed, so there are no intervals."
                    : "Means over seeds. Bars are 95 % intervals by Student's t, cut off at the"
                        + " edge of the chart.")
                + " Lines between points are not measured.")
        .table(rounds());
    if (!report.goals().isEmpty()) {
      goals(page);
    }
    page.heading("Area under the curve")
        .table(
            Table.of(report.curves().stream().filter(it -> report.area(it).isPresent()).toList())
                .names("strategy", StrategyCurve::strategy)
                .figures("mean F1", it -> f1(report.area(it).getAsDouble()))
                .measured(
                    "less random's",
                    it ->
                        report
                            .comparison(it.strategy())
                            .map(than -> shown(than.area()))
                            .orElse("")))
        .paragraph(
            "The mean of F1 over words: 1 / (b - a) times the integral of F1 from a to b, by the"
                + " trapezoid rule, where a to b are the words that all curves went through; the"
                + " difference's interval is by the same bootstrap.")
        .heading("Selected sentences")
        .figure(
            picks("Words a sentence", RoundMean::meanLength, 1),
            "Mean length of the sentences that each round picked.")
        .figure(
            picks("Entities per 100 words", RoundMean::entityDensity, 100),
            "Entity spans in the words that each round picked.")
        .heading("Where the rules would stop")
        .table(
            Table.of(report.stops())
                .names("strategy", Report.RuleStop::strategy)
                .names("rule", Report.RuleStop::rule)
                .figures("runs ended", it -> "%d of %d".formatted(it.stops().size(), it.runs()))
                .figures("words", it -> known("%,.0f", it.words()))
                .figures("F1", it -> known("%.3f", it.f1()))
                .figures("F1 left", it -> known("%+.3f", it.left())))
        .paragraph(
            "Each rule was evaluated after each round, but did not end the experiment. Words and F1"
                + " are those of the round after which it first says stop, means over the runs that"
                + " it ends; left is the F1 gained in later rounds, below 0 if F1 fell.")
        .heading("Seconds a round");
    Table<StrategyCurve> seconds =
        Table.of(report.curves()).names("strategy", StrategyCurve::strategy);
    for (String step : List.of("score", "select", "label", "train", "evaluate")) {
      seconds.figures(step, curve -> known("%.1f", curve.seconds(step)));
    }
    return page.table(seconds)
        .paragraph(
            "Wall clock, mean over the rounds after the first; runs that go on at a time share the"
                + " cores.")
        .html();
  }

  /** In a sentence, the strategy that took the fewest words first. */
  private String answer(Report.Goal goal) {
    return "Words to reach %.0f %% of the F1 with all the data, %s: %s."
        .formatted(
            100 * goal.share(),
            f1(goal.f1()),
            report.curves().stream()
                .map(StrategyCurve::strategy)
                .sorted(
                    Comparator.comparing((String it) -> !goal.words().get(it).isReached())
                        .thenComparing(it -> goal.words().get(it).words()))
                .map(it -> "%s %s".formatted(it, words(it, goal)))
                .collect(Collectors.joining(", ")));
  }

  private String summary() {
    String full =
        report
            .full()
            .map(
                f1 ->
                    " A model of all of them has F1 %s (%s)."
                        .formatted(shown(f1), SummaryText.seeds(f1.size())))
            .orElse("");
    return "Pool: %s, %,d words.%s Cost is counted in words, which is what vendors bill; F1 is conlleval's, on sentences that no strategy may pick."
        .formatted(input, report.poolWords(), full);
  }

  private LineChart picks(String title, Function<RoundMean, StudentInterval> figure, double scale) {
    return new LineChart(
        title, WORDS, new Axis(title, Axis.Ticks.TENTHS), lines(figure, scale), Optional.empty());
  }

  private List<LineChart.Line> lines(Function<RoundMean, StudentInterval> figure, double scale) {
    return report.curves().stream()
        .map(curve -> new LineChart.Line(curve.strategy(), dots(curve, figure, scale)))
        .toList();
  }

  private static List<LineChart.Dot> dots(
      StrategyCurve curve, Function<RoundMean, StudentInterval> figure, double scale) {
    return curve.rounds().stream()
        .map(
            round ->
                LineChart.Dot.within(
                    round.words().mean(),
                    scale * figure.apply(round).mean(),
                    scale * figure.apply(round).half()))
        .toList();
  }

  private Table<Integer> rounds() {
    List<StrategyCurve> curves = report.curves();
    Table<Integer> table =
        Table.of(IntStream.range(0, StrategyCurve.mostRounds(curves)).boxed().toList())
            .names("round", round -> Integer.toString(round))
            .figures("words", round -> "%,.0f".formatted(StrategyCurve.words(curves, round)))
            .figures(
                "% of pool",
                round -> "%.1f".formatted(report.percent(StrategyCurve.words(curves, round))));
    for (StrategyCurve curve : curves) {
      table.measured(
          curve.strategy(), round -> curve.f1(round).map(ExperimentPage::shown).orElse(""));
    }
    return table;
  }

  private void goals(HtmlPage page) {
    Table<StrategyCurve> words =
        Table.of(report.curves()).names("strategy", StrategyCurve::strategy);
    Table<Report.Comparison> ratios =
        Table.of(report.comparisons()).names("strategy", Report.Comparison::strategy);
    for (int i = 0; i < report.goals().size(); i++) {
      int at = i;
      Report.Goal goal = report.goals().get(i);
      String name = "%.0f %%: F1 %s".formatted(100 * goal.share(), f1(goal.f1()));
      words.measured(name, it -> words(it.strategy(), goal));
      ratios.measured(
          name, it -> together(SummaryText.ratio(it.ratios().get(at), goal, it.strategy())));
    }
    page.heading("Words to reach a share of the F1 with all the data")
        .table(words)
        .paragraph(
            "On the mean curve, by linear interpolation, never by extrapolation; in brackets as a"
                + " share of the pool.");
    if (!report.comparisons().isEmpty()) {
      page.heading("Ratio to the words of random")
          .table(ratios)
          .paragraph(
              "With 95 %% intervals by %,d paired bootstrap draws of %s. Where random did not reach it, its last point is used, so the true ratio is below the one shown, and there is no interval; likewise where the strategy reached it at its first point."
                  .formatted(
                      Report.DRAWS,
                      report.seeds() == 1
                          ? "held-out sentences; they do not say how much another seed changes"
                          : "seeds and held-out sentences"));
      report
          .leastTold()
          .ifPresent(
              told ->
                  page.paragraph(
                      "* In some draws neither strategy reached it; the interval is over the other draws, at least %.0f %% of all."
                          .formatted(100 * told)));
    }
  }

  private String words(String strategy, Report.Goal goal) {
    return together(SummaryText.reached(report, goal.words().get(strategy)));
  }

  private static String known(String format, OptionalDouble value) {
    return value.isPresent() ? format.formatted(value.getAsDouble()) : "-";
  }

  private static String f1(double share) {
    return "%.3f".formatted(share);
  }

  /** Such as {@code 0.651 ± 0.021}; one value has no interval. */
  private static String shown(StudentInterval interval) {
    return Double.isNaN(interval.half())
        ? f1(interval.mean())
        : "%s ±%c%s".formatted(f1(interval.mean()), KEPT, f1(interval.half()));
  }

  /** Such as {@code +0.020 (+0.012 to +0.027)}. */
  private static String shown(Spread spread) {
    return together(
        "%+.3f (%+.3f to %+.3f)".formatted(spread.value(), spread.low(), spread.high()));
  }

  /** The same with what is in brackets on one line. */
  private static String together(String text) {
    int bracket = Math.max(0, text.indexOf('('));
    return text.substring(0, bracket) + text.substring(bracket).replace(' ', KEPT);
  }
}
