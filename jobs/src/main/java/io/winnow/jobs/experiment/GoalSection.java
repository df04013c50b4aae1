package io.winnow.jobs.experiment;

import io.winnow.page.Column;
import io.winnow.page.HtmlPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * How many words each strategy took to reach shares of the F1 with all the data.
 *
 * @param report with goals
 */
record GoalSection(Report report) {

  /** The one that the report begins with: 95 %. */
  private static final int FOREMOST = 1;

  /** The answer in a sentence, the strategy that took the fewest words first. */
  String answer() {
    Report.Goal goal = report.goals().get(FOREMOST);
    return "Words to reach %.0f %% of the F1 with all the data, %s: %s."
        .formatted(
            100 * goal.share(),
            PageText.f1(goal.f1()),
            report.curves().stream()
                .map(StrategyCurve::strategy)
                .sorted(
                    Comparator.comparing((String it) -> !goal.words().get(it).isReached())
                        .thenComparing(it -> goal.words().get(it).words()))
                .map(it -> "%s %s".formatted(it, words(it, goal)))
                .collect(Collectors.joining(", ")));
  }

  void add(HtmlPage page) {
    page.heading("Words to reach a share of the F1 with all the data")
        .table(
            columns(),
            rows(report.curves(), (strategy, at) -> words(strategy, report.goals().get(at))))
        .paragraph(
            "On the mean curve, by straight lines between points, never beyond them; in brackets as a share of the pool.");
    List<StrategyCurve> compared =
        report.curves().stream()
            .filter(curve -> report.comparison(curve.strategy()).isPresent())
            .toList();
    if (!compared.isEmpty()) {
      page.heading("The same as a part of random's words")
          .table(columns(), rows(compared, this::ratio))
          .paragraph(
              "With 95 %% intervals by %,d paired bootstrap draws of seeds and held-out sentences; 'more' means that the strategy was not there in the end. Where random was not there in the end, its last point stands for it: the ratio is below that, as it is where the strategy was there from its first point on."
                  .formatted(Report.DRAWS));
      report
          .leastTold()
          .ifPresent(
              told ->
                  page.paragraph(
                      "* In some draws neither got there; the interval is of the others, %.0f %% of all or more."
                          .formatted(100 * told)));
    }
  }

  private String words(String strategy, Report.Goal goal) {
    return PageText.together(SummaryText.reached(report, goal.words().get(strategy)));
  }

  private String ratio(String strategy, int at) {
    return report
        .comparison(strategy)
        .map(it -> SummaryText.ratio(it.ratios().get(at), report.goals().get(at), strategy))
        .map(PageText::together)
        .orElse("");
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>(List.of(Column.names("strategy")));
    for (Report.Goal goal : report.goals()) {
      columns.add(
          Column.measured("%.0f %%: F1 %s".formatted(100 * goal.share(), PageText.f1(goal.f1()))));
    }
    return columns;
  }

  private List<List<String>> rows(
      List<StrategyCurve> curves, BiFunction<String, Integer, String> cell) {
    List<List<String>> rows = new ArrayList<>();
    for (StrategyCurve curve : curves) {
      List<String> row = new ArrayList<>(List.of(curve.strategy()));
      for (int at = 0; at < report.goals().size(); at++) {
        row.add(cell.apply(curve.strategy(), at));
      }
      rows.add(row);
    }
    return rows;
  }
}
