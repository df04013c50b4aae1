package io.winnow.jobs.experiment;

import io.winnow.evaluation.curves.LearningCurve.Reached;
import io.winnow.evaluation.curves.MeasuredPoint;
import io.winnow.evaluation.curves.PairedBootstrap;
import io.winnow.evaluation.curves.PairedBootstrap.PairedRuns;
import io.winnow.evaluation.curves.PairedBootstrap.Spread;
import io.winnow.evaluation.curves.StudentInterval;
import io.winnow.jobs.stop.StopSettings;
import io.winnow.jobs.stop.Stopping;
import io.winnow.stopping.StoppingRule.Opinion;
import io.winnow.stopping.StoppingRule.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The results of an experiment, computed from its points.
 *
 * @param poolWords in the whole pool
 * @param full F1 with all the data; empty where no model was trained on it
 * @param curves of the strategies, random first, then by name
 * @param goals shares of the F1 with all the data; none where that is not known
 * @param comparisons of each other strategy with random, where that was played too
 * @param stops by strategy, each with every rule
 * @param unlearnt points whose models learned nothing: their F1 only shows failed training
 */
record Report(
    long poolWords,
    Optional<StudentInterval> full,
    List<StrategyCurve> curves,
    List<Goal> goals,
    List<Comparison> comparisons,
    List<RuleStop> stops,
    List<Point> unlearnt) {

  static final int DRAWS = 1000;

  private static final long BOOTSTRAP_SEED = 1;
  private static final List<Double> SHARES = List.of(0.90, 0.95, 0.99);

  /**
   * A share of the F1 with all the data.
   *
   * @param f1 to reach
   * @param words that each strategy took, by its name
   */
  record Goal(double share, double f1, Map<String, Reached> words) {}

  /**
   * A strategy against random.
   *
   * @param seeds that both were played with
   * @param ratios of words, in the order of the goals
   * @param area difference of the mean F1 over the words that all strategies went through
   */
  record Comparison(String strategy, int seeds, List<Spread> ratios, Spread area) {}

  /**
   * Where a stopping rule would have ended a strategy's runs.
   *
   * @param runs one a seed
   * @param stops of those runs that it would have ended
   */
  record RuleStop(String rule, String strategy, int runs, List<Stop> stops) {

    /** Labelled words when it stops, mean over the runs that it ends. */
    OptionalDouble words() {
      return stops.stream().mapToLong(stop -> stop.at().words()).average();
    }

    /** F1 when it stops. */
    OptionalDouble f1() {
      return stops.stream().mapToDouble(stop -> stop.at().f1()).average();
    }

    /** F1 gained in the rounds after it. */
    OptionalDouble left() {
      return stops.stream().mapToDouble(stop -> stop.last().f1() - stop.at().f1()).average();
    }
  }

  /**
   * A run that a rule would have ended.
   *
   * @param at the round after which it says stop first
   * @param last the last round that was played
   */
  record Stop(Point at, Point last) {}

  static Report of(List<Point> points, long poolWords, StopSettings stop) {
    Map<String, List<Point>> byStrategy =
        points.stream()
            .collect(Collectors.groupingBy(Point::strategy, TreeMap::new, Collectors.toList()));
    List<Point> fulls = byStrategy.getOrDefault(Point.FULL, List.of());
    byStrategy.remove(Point.FULL);
    List<StrategyCurve> curves = new ArrayList<>();
    Optional.ofNullable(byStrategy.remove(StrategySettings.RANDOM))
        .ifPresent(run -> curves.add(StrategyCurve.of(StrategySettings.RANDOM, run)));
    byStrategy.forEach((strategy, run) -> curves.add(StrategyCurve.of(strategy, run)));
    Optional<StudentInterval> full =
        fulls.isEmpty()
            ? Optional.empty()
            : Optional.of(StudentInterval.of(fulls.stream().map(Point::f1).toList()));
    List<Goal> goals = full.map(f1 -> goals(f1.mean(), curves)).orElse(List.of());
    return new Report(
        poolWords,
        full,
        curves,
        goals,
        comparisons(curves, fulls, goals),
        curves.stream()
            .flatMap(curve -> stop.names().stream().map(rule -> ruleStop(curve, rule, stop)))
            .toList(),
        points.stream()
            .filter(point -> point.learning() == Point.Learning.NOTHING_LEARNT)
            .toList());
  }

  private static RuleStop ruleStop(StrategyCurve curve, String rule, StopSettings settings) {
    List<Stop> stops = new ArrayList<>();
    for (List<Point> run : curve.points().values()) {
      Stopping.afterEachRound(run.stream().map(Point::facts).toList(), settings).stream()
          .filter(after -> after.opinions().stream().anyMatch(it -> isStop(it, rule)))
          .findFirst()
          .ifPresent(after -> stops.add(new Stop(run.get(after.round()), run.get(run.size() - 1))));
    }
    return new RuleStop(rule, curve.strategy(), curve.points().size(), stops);
  }

  private static boolean isStop(Opinion opinion, String rule) {
    return opinion.rule().equals(rule) && opinion.verdict() == Verdict.STOP;
  }

  private static List<Goal> goals(double full, List<StrategyCurve> curves) {
    return SHARES.stream()
        .map(
            share ->
                new Goal(
                    share,
                    share * full,
                    curves.stream()
                        .collect(
                            Collectors.toMap(
                                StrategyCurve::strategy, it -> it.mean().reach(share * full)))))
        .toList();
  }

  private static List<Comparison> comparisons(
      List<StrategyCurve> curves, List<Point> fulls, List<Goal> goals) {
    List<Comparison> comparisons = new ArrayList<>();
    if (curves.isEmpty() || !curves.get(0).strategy().equals(StrategySettings.RANDOM)) {
      return comparisons;
    }
    for (StrategyCurve curve : curves.subList(1, curves.size())) {
      List<PairedRuns> runs = pairs(curve, curves.get(0), fulls);
      if (!runs.isEmpty()) {
        PairedBootstrap bootstrap = new PairedBootstrap(runs, DRAWS, BOOTSTRAP_SEED);
        comparisons.add(
            new Comparison(
                curve.strategy(),
                runs.size(),
                goals.stream().map(goal -> bootstrap.wordsRatio(goal.share())).toList(),
                bootstrap.areaDifference(firstWords(curves), lastWords(curves))));
      }
    }
    return comparisons;
  }

  private static List<PairedRuns> pairs(
      StrategyCurve curve, StrategyCurve random, List<Point> fulls) {
    return curve.points().keySet().stream()
        .filter(random.points()::containsKey)
        .map(
            seed ->
                new PairedRuns(
                    measured(curve.points().get(seed)),
                    measured(random.points().get(seed)),
                    measured(fulls.stream().filter(full -> full.seed() == seed).toList())))
        .toList();
  }

  private static List<MeasuredPoint> measured(List<Point> points) {
    return points.stream().map(Point::measured).toList();
  }

  Optional<Comparison> comparison(String strategy) {
    return comparisons.stream().filter(it -> it.strategy().equals(strategy)).findFirst();
  }

  /**
   * Where in some draws of the bootstrap neither a strategy nor random got to a goal that both
   * reached as measured, the least share of draws that an interval of ratios is made of; in 0 to 1.
   */
  OptionalDouble leastTold() {
    return comparisons.stream()
        .flatMap(
            comparison ->
                IntStream.range(0, goals.size())
                    .filter(at -> isBetweenPoints(goals.get(at), comparison.strategy()))
                    .mapToObj(comparison.ratios()::get))
        .mapToDouble(Spread::told)
        .filter(told -> told > 0 && told < 1)
        .min();
  }

  /** Whether a ratio to random's words is known, and not only a bound. */
  private static boolean isBetweenPoints(Goal goal, String strategy) {
    return Stream.of(strategy, StrategySettings.RANDOM)
        .allMatch(name -> goal.words().get(name).when() == Reached.When.BETWEEN_POINTS);
  }

  /** The mean F1 of a strategy over the words that all strategies went through. */
  OptionalDouble area(StrategyCurve curve) {
    double from = firstWords(curves);
    double to = lastWords(curves);
    return from < to ? OptionalDouble.of(curve.mean().area(from, to)) : OptionalDouble.empty();
  }

  private static double firstWords(List<StrategyCurve> curves) {
    return curves.stream().mapToDouble(it -> it.mean().firstWords()).max().orElse(0);
  }

  private static double lastWords(List<StrategyCurve> curves) {
    return curves.stream().mapToDouble(it -> it.mean().lastWords()).min().orElse(0);
  }

  /** Of the strategy that was played with most. */
  int seeds() {
    return curves.stream().mapToInt(curve -> curve.points().size()).max().orElse(0);
  }

  double percent(double words) {
    return 100 * words / poolWords;
  }
}
