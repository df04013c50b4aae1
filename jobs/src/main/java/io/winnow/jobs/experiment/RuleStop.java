package io.winnow.jobs.experiment;

import io.winnow.jobs.stop.StopSettings;
import io.winnow.jobs.stop.Stopping;
import io.winnow.stopping.StoppingRule.Opinion;
import io.winnow.stopping.StoppingRule.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Where a stopping rule would have ended a strategy's runs.
 *
 * @param runs one a seed
 * @param stops of those runs that it would have ended
 */
record RuleStop(String rule, String strategy, int runs, List<Stop> stops) {

  /**
   * A run that it would have ended.
   *
   * @param at the round after which it says stop first
   * @param last the last round that was played
   */
  record Stop(Point at, Point last) {}

  RuleStop {
    stops = List.copyOf(stops);
  }

  /** Of every rule, for one strategy. */
  static List<RuleStop> of(StrategyCurve curve, StopSettings settings) {
    List<List<Point>> runs = List.copyOf(curve.points().values());
    List<RuleStop> rules = new ArrayList<>();
    for (String rule : settings.names()) {
      List<Stop> stops = new ArrayList<>();
      runs.forEach(run -> first(rule, run, settings).ifPresent(stops::add));
      rules.add(new RuleStop(rule, curve.strategy(), runs.size(), stops));
    }
    return rules;
  }

  private static Optional<Stop> first(String rule, List<Point> run, StopSettings settings) {
    Point last = run.get(run.size() - 1);
    return Stopping.afterEachRound(run.stream().map(Point::facts).toList(), settings).stream()
        .filter(after -> after.opinions().stream().anyMatch(it -> isStop(it, rule)))
        .findFirst()
        .map(after -> new Stop(run.get(after.round()), last));
  }

  private static boolean isStop(Opinion opinion, String rule) {
    return opinion.rule().equals(rule) && opinion.verdict() == Verdict.STOP;
  }

  /** Labelled words when it stops, mean over the runs that it ends. */
  OptionalDouble words() {
    return mean(stop -> stop.at().words());
  }

  /** F1 when it stops. */
  OptionalDouble f1() {
    return mean(stop -> stop.at().f1());
  }

  /** F1 gained in the rounds after it. */
  OptionalDouble left() {
    return mean(stop -> stop.last().f1() - stop.at().f1());
  }

  private OptionalDouble mean(ToDoubleFunction<Stop> figure) {
    return stops.stream().mapToDouble(figure).average();
  }
}
