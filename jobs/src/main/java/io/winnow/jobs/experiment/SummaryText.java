package io.winnow.jobs.experiment;

import io.winnow.evaluation.curves.LearningCurve.Reached;
import io.winnow.evaluation.curves.PairedBootstrap.Spread;
import io.winnow.evaluation.curves.StudentInterval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A report as text of at most 80 columns.
 *
 * @param names of its strategies
 */
record SummaryText(Report report, ShortNames names) {

  static final String UNLEARNT = "Models that learnt nothing, whose F1 tells of the training alone";
  static final String REMEDY =
      "Play anew, elsewhere, with a higher train.min-steps or train.restarts";

  private static final int STRATEGIES_A_BLOCK = 3;
  private static final int NAME = 16;

  static String of(Report report) {
    List<String> strategies = report.curves().stream().map(StrategyCurve::strategy).toList();
    return new SummaryText(report, ShortNames.of(strategies, NAME)).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    text.append("Pool: %,d words".formatted(report.poolWords()));
    report
        .full()
        .ifPresent(
            f1 ->
                text.append(
                    "; F1 with all of them: %s, %s".formatted(measured(f1), seeds(f1.size()))));
    if (!names.cut().isEmpty()) {
      text.append("\nStrategies with long names:\n").append(names.legend());
    }
    text.append("\nF1 by labelled words, mean and 95 % interval over seeds:\n");
    List<StrategyCurve> curves = report.curves();
    for (int from = 0; from < curves.size(); from += STRATEGIES_A_BLOCK) {
      block(
          curves.subList(from, Math.min(curves.size(), from + STRATEGIES_A_BLOCK)),
          text.append('\n'));
    }
    unlearnt(text);
    areas(text.append('\n'));
    goals(text);
    stops(text);
    return text.toString();
  }

  private void block(List<StrategyCurve> curves, StringBuilder text) {
    text.append("round    words     %");
    curves.forEach(curve -> text.append("  %-17s".formatted(names.of(curve.strategy()))));
    text.setLength(text.toString().stripTrailing().length());
    text.append('\n');
    for (int round = 0; round < StrategyCurve.mostRounds(curves); round++) {
      double words = StrategyCurve.words(curves, round);
      StringBuilder line =
          new StringBuilder("%5d %8s %5.1f".formatted(round, number(words), report.percent(words)));
      for (StrategyCurve curve : curves) {
        String cell = curve.f1(round).map(SummaryText::measured).orElse("");
        line.append("  %-17s".formatted(cell));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private void unlearnt(StringBuilder text) {
    if (report.unlearnt().isEmpty()) {
      return;
    }
    text.append("\n%s:\n".formatted(UNLEARNT));
    for (Point point : report.unlearnt()) {
      text.append(
          "  %-16s seed %d, round %d\n"
              .formatted(names.of(point.strategy()), point.seed(), point.round()));
    }
    text.append(REMEDY).append(".\n");
  }

  private void areas(StringBuilder text) {
    for (StrategyCurve curve : report.curves()) {
      OptionalDouble area = report.area(curve);
      if (area.isPresent()) {
        String versus =
            report
                .comparison(curve.strategy())
                .map(it -> "  less random's %s".formatted(difference(it.area())))
                .orElse("");
        text.append(
            "mean F1  %-16s %.4f%s%n"
                .formatted(names.of(curve.strategy()), area.getAsDouble(), versus));
      }
    }
  }

  private void goals(StringBuilder text) {
    List<Report.Goal> goals = report.goals();
    if (goals.isEmpty()) {
      return;
    }
    text.append("\nwords to reach a share of the F1 with all data; against random's words:\n");
    for (int i = 0; i < goals.size(); i++) {
      Report.Goal goal = goals.get(i);
      for (StrategyCurve curve : report.curves()) {
        int at = i;
        Optional<Spread> ratio =
            report.comparison(curve.strategy()).map(comparison -> comparison.ratios().get(at));
        text.append(
            "%2.0f %%  %.4f  %-16s %-22s %s"
                .formatted(
                    100 * goal.share(),
                    goal.f1(),
                    names.of(curve.strategy()),
                    reached(report, goal.words().get(curve.strategy())),
                    ratio.map(it -> ratio(it, goal, curve.strategy())).orElse(""))
                .stripTrailing());
        text.append('\n');
      }
    }
    report
        .leastTold()
        .ifPresent(
            told ->
                text.append(
                    "* neither got there in some draws; of the others, %.0f %% of all or more\n"
                        .formatted(100 * told)));
  }

  private void stops(StringBuilder text) {
    text.append("\nwhere rules would stop, mean over runs; F1 that the rounds after it brought:\n");
    for (RuleStop stop : report.stops()) {
      String where =
          stop.stops().isEmpty()
              ? ""
              : "%8s  %.4f  %+.4f"
                  .formatted(
                      number(stop.words().getAsDouble()),
                      stop.f1().getAsDouble(),
                      stop.left().getAsDouble());
      text.append(
          "%-18s  %-16s  %d of %d  %s"
              .formatted(
                  stop.rule(), names.of(stop.strategy()), stop.stops().size(), stop.runs(), where)
              .stripTrailing());
      text.append('\n');
    }
  }

  /** Such as {@code 8,120 (8.1 %)} or {@code not by 20,000}. */
  static String reached(Report report, Reached reached) {
    return switch (reached.when()) {
      case BY_THE_FIRST_POINT -> "by " + words(report, reached);
      case BETWEEN_POINTS -> words(report, reached);
      case NOT_BY_THE_LAST_POINT -> "not by " + words(report, reached);
    };
  }

  private static String words(Report report, Reached reached) {
    return "%s (%.1f %%)".formatted(number(reached.words()), report.percent(reached.words()));
  }

  /**
   * Such as {@code 0.62 (0.50 to 0.74)}; {@code below 0.62 ...} where random was not there in the
   * end or the strategy was there from its first point on, {@code above} where random was, {@code
   * more} where only random got there. A star tells that {@link Report#leastTold not all draws}
   * say.
   */
  static String ratio(Spread spread, Report.Goal goal, String strategy) {
    Reached ours = goal.words().get(strategy);
    Reached theirs = goal.words().get(StrategySettings.RANDOM);
    if (Double.isNaN(spread.value()) && spread.told() == 0) {
      return "neither got there";
    }
    if (isFromTheFirst(ours) && isFromTheFirst(theirs)) {
      return "both by the first point";
    }
    if (Double.isInfinite(spread.low())) {
      return "more";
    }
    String interval = "(%s to %s)".formatted(two(spread.low()), two(spread.high()));
    return "%s%s %s%s"
        .formatted(
            Double.isFinite(spread.value()) ? bound(ours, theirs) : "",
            two(spread.value()),
            interval,
            spread.told() < 1 ? "*" : "");
  }

  private static String bound(Reached ours, Reached theirs) {
    if (!theirs.isReached() || isFromTheFirst(ours)) {
      return "below ";
    }
    return isFromTheFirst(theirs) ? "above " : "";
  }

  private static boolean isFromTheFirst(Reached reached) {
    return reached.when() == Reached.When.BY_THE_FIRST_POINT;
  }

  private static String two(double value) {
    if (Double.isNaN(value)) {
      return "?";
    }
    return Double.isInfinite(value) ? "more" : "%.2f".formatted(value);
  }

  /** Such as {@code +0.0198 (+0.0120 to +0.0270)}. */
  static String difference(Spread spread) {
    return "%+.4f (%+.4f to %+.4f)".formatted(spread.value(), spread.low(), spread.high());
  }

  /** Such as {@code 0.6512 +- 0.0210}; one value has no interval. */
  static String measured(StudentInterval interval) {
    return Double.isNaN(interval.half())
        ? "%.4f".formatted(interval.mean())
        : "%.4f +- %.4f".formatted(interval.mean(), interval.half());
  }

  static String seeds(int seeds) {
    return seeds == 1 ? "1 seed" : seeds + " seeds";
  }

  private static String number(double words) {
    return "%,.0f".formatted(words);
  }
}
