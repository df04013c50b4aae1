package io.winnow.jobs.experiment;

import io.winnow.evaluation.curves.LearningCurve.Reached;
import io.winnow.evaluation.curves.PairedBootstrap.Spread;
import io.winnow.evaluation.curves.StudentInterval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A report as text of at most 80 columns.
 *
 * @param cut by the names of strategies that don't fit a column, in their order: the name's
 *     beginning and a number
 */
record SummaryText(Report report, Map<String, String> cut) {

  static final String UNLEARNT = "Models that learned nothing; their F1 only shows failed training";
  static final String REMEDY =
      "Repeat in another folder, with a higher train.min-steps or train.restarts";

  private static final int STRATEGIES_A_BLOCK = 3;
  private static final int NAME = 16;

  static String of(Report report) {
    Map<String, String> cut = new LinkedHashMap<>();
    for (StrategyCurve curve : report.curves()) {
      if (curve.strategy().length() > NAME) {
        String number = "~" + (cut.size() + 1);
        cut.put(curve.strategy(), curve.strategy().substring(0, NAME - number.length()) + number);
      }
    }
    List<String> lines = new ArrayList<>();
    new SummaryText(report, cut).lines(lines);
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
  }

  private String name(String strategy) {
    return cut.getOrDefault(strategy, strategy);
  }

  private void lines(List<String> lines) {
    lines.add(
        "Pool: %,d words".formatted(report.poolWords())
            + report
                .full()
                .map(f1 -> "; F1 with all of them: %s, %s".formatted(shown(f1), seeds(f1.size())))
                .orElse(""));
    if (!cut.isEmpty()) {
      lines.add("Strategies with long names:");
      cut.forEach((name, shown) -> lines.add("  %s  %s".formatted(shown, name)));
      lines.add("");
    }
    lines.add(
        report.seeds() == 1
            ? "F1 by labelled words, of one seed:"
            : "F1 by labelled words, mean of the seeds and 95 % interval over seeds:");
    List<StrategyCurve> curves = report.curves();
    for (int from = 0; from < curves.size(); from += STRATEGIES_A_BLOCK) {
      lines.add("");
      block(curves.subList(from, Math.min(curves.size(), from + STRATEGIES_A_BLOCK)), lines);
    }
    if (!report.unlearnt().isEmpty()) {
      lines.add("");
      lines.add(UNLEARNT + ":");
      for (Point point : report.unlearnt()) {
        lines.add(
            "  %-16s seed %d, round %d"
                .formatted(name(point.strategy()), point.seed(), point.round()));
      }
      lines.add(REMEDY + ".");
    }
    if (curves.stream().anyMatch(curve -> report.area(curve).isPresent())) {
      lines.add("");
      lines.add("Mean F1 over the words that all strategies went through: each stretch between");
      lines.add("two rounds counts by its words (area under the curve).");
      curves.forEach(curve -> area(curve, lines));
    }
    if (!report.goals().isEmpty()) {
      lines.add("");
      lines.add("Words to reach a share of the F1 with all data, and in brackets their share");
      lines.add("of the pool; then these words divided by the words of random:");
      report.goals().forEach(goal -> goal(goal, lines));
    }
    if (!report.comparisons().isEmpty()) {
      lines.add("");
      lines.addAll(intervals());
    }
    lines.add("");
    lines.add("Where each stopping rule would end the rounds: runs that it ends, then means");
    lines.add("over these: words and F1 when it stops, and F1 gained in later rounds.");
    report.stops().forEach(stop -> lines.add(line(stop)));
  }

  /** What an interval next to a difference or a ratio is. */
  private List<String> intervals() {
    String drawn =
        report.seeds() == 1
            ? "test sentences; it does not say how much another seed changes."
            : "seeds and test sentences.";
    List<String> lines = new ArrayList<>();
    lines.add("In brackets after a difference or a ratio: 95 % interval, by drawing anew the");
    lines.add(drawn);
    report
        .leastTold()
        .ifPresent(
            told -> {
              lines.add("* At times neither strategy reaches the F1. These draws are not counted;");
              lines.add("  at least %.0f %% of all draws are.".formatted(100 * told));
            });
    return lines;
  }

  private void block(List<StrategyCurve> curves, List<String> lines) {
    StringBuilder head = new StringBuilder("round    words     %");
    curves.forEach(curve -> head.append("  %-17s".formatted(name(curve.strategy()))));
    lines.add(head.toString());
    for (int round = 0; round < StrategyCurve.mostRounds(curves); round++) {
      double words = StrategyCurve.words(curves, round);
      StringBuilder line =
          new StringBuilder("%5d %8s %5.1f".formatted(round, number(words), report.percent(words)));
      for (StrategyCurve curve : curves) {
        line.append("  %-17s".formatted(curve.f1(round).map(SummaryText::shown).orElse("")));
      }
      lines.add(line.toString());
    }
  }

  private void area(StrategyCurve curve, List<String> lines) {
    String versus =
        report
            .comparison(curve.strategy())
            .map(Report.Comparison::area)
            .map(
                it ->
                    "  %+.4f against random (%+.4f to %+.4f)"
                        .formatted(it.value(), it.low(), it.high()))
            .orElse("");
    report
        .area(curve)
        .ifPresent(
            area -> lines.add("  %-16s %.4f%s".formatted(name(curve.strategy()), area, versus)));
  }

  private void goal(Report.Goal goal, List<String> lines) {
    for (StrategyCurve curve : report.curves()) {
      String ratio =
          report
              .comparison(curve.strategy())
              .map(it -> it.ratios().get(report.goals().indexOf(goal)))
              .map(it -> ratio(it, goal, curve.strategy()))
              .orElse("");
      lines.add(
          "%2.0f %%  %.4f  %-16s %-22s %s"
              .formatted(
                  100 * goal.share(),
                  goal.f1(),
                  name(curve.strategy()),
                  reached(report, goal.words().get(curve.strategy())),
                  ratio));
    }
  }

  private String line(Report.RuleStop stop) {
    String where =
        stop.stops().isEmpty()
            ? ""
            : "%8s  %.4f  %+.4f"
                .formatted(
                    number(stop.words().getAsDouble()),
                    stop.f1().getAsDouble(),
                    stop.left().getAsDouble());
    return "%-18s  %-16s  %d of %d  %s"
        .formatted(stop.rule(), name(stop.strategy()), stop.stops().size(), stop.runs(), where);
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
   * Such as {@code 0.62 (0.50 to 0.74)}. Only a bound is known, without an interval, where random
   * was not there in the end or the strategy was there from its first point on, {@code below 0.62},
   * and where random was, {@code above 0.62}: draws in which both got there between points would
   * give an interval without the bound in it. A star tells that {@link Report#leastTold not all
   * draws} say.
   */
  static String ratio(Spread spread, Report.Goal goal, String strategy) {
    Reached ours = goal.words().get(strategy);
    Reached theirs = goal.words().get(StrategySettings.RANDOM);
    if (!ours.isReached()) {
      return theirs.isReached() ? "only random reached it" : "neither reached it";
    }
    if (isFromTheFirst(ours) && isFromTheFirst(theirs)) {
      return "both at the first point";
    }
    String bound = bound(ours, theirs);
    if (!bound.isEmpty()) {
      return bound + two(spread.value());
    }
    return "%s (%s)%s".formatted(two(spread.value()), range(spread), spread.told() < 1 ? "*" : "");
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

  /** Without an upper end where only random reached it in some draws. */
  private static String range(Spread spread) {
    if (!Double.isFinite(spread.low())) {
      return "not known";
    }
    return Double.isFinite(spread.high())
        ? "%s to %s".formatted(two(spread.low()), two(spread.high()))
        : two(spread.low()) + " or more";
  }

  private static String two(double value) {
    return "%.2f".formatted(value);
  }

  /** Such as {@code 0.6512 +- 0.0210}; one value has no interval. */
  private static String shown(StudentInterval interval) {
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
