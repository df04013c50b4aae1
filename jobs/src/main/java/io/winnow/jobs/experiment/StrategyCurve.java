package io.winnow.jobs.experiment;

import io.winnow.evaluation.curves.LearningCurve;
import io.winnow.evaluation.curves.StudentInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a strategy did, over its seeds.
 *
 * @param points by seed, each seed's in order of rounds
 * @param rounds that every seed has, in order
 */
record StrategyCurve(String strategy, Map<Long, List<Point>> points, List<RoundMean> rounds) {

  /**
   * A round, over the seeds.
   *
   * @param meanLength words a sentence of what was picked
   * @param entityDensity entity spans a word of what was picked
   */
  record RoundMean(
      StudentInterval words,
      StudentInterval f1,
      StudentInterval meanLength,
      StudentInterval entityDensity) {

    private static RoundMean of(List<Point> points) {
      return new RoundMean(
          over(points, Point::words),
          over(points, Point::f1),
          over(points, Point::meanLength),
          over(points, Point::entityDensity));
    }
  }

  /**
   * @param points of the one strategy, in order of rounds
   */
  static StrategyCurve of(String strategy, List<Point> points) {
    Map<Long, List<Point>> bySeed = new TreeMap<>();
    points.forEach(
        point -> bySeed.computeIfAbsent(point.seed(), seed -> new ArrayList<>()).add(point));
    int common = bySeed.values().stream().mapToInt(List::size).min().orElse(0);
    return new StrategyCurve(
        strategy,
        bySeed,
        IntStream.range(0, common)
            .mapToObj(round -> bySeed.values().stream().map(run -> run.get(round)).toList())
            .map(RoundMean::of)
            .toList());
  }

  /** Labelled words after a round, of the first strategy that played it; one of them must have. */
  static double words(List<StrategyCurve> curves, int round) {
    return curves.stream()
        .filter(curve -> round < curve.rounds().size())
        .mapToDouble(curve -> curve.rounds().get(round).words().mean())
        .findFirst()
        .orElseThrow();
  }

  /** Rounds of the strategy that played most. */
  static int mostRounds(List<StrategyCurve> curves) {
    return curves.stream().mapToInt(it -> it.rounds().size()).max().orElse(0);
  }

  /** F1 after a round; empty if it was not played. */
  Optional<StudentInterval> f1(int round) {
    return rounds.stream().skip(round).map(RoundMean::f1).findFirst();
  }

  /** Seconds that a step took, mean over the rounds after the first; empty if it took none. */
  OptionalDouble seconds(String step) {
    List<Map<String, Double>> later =
        points.values().stream()
            .flatMap(List::stream)
            .filter(point -> point.round() > 0)
            .map(Point::seconds)
            .toList();
    return later.stream().anyMatch(took -> took.containsKey(step))
        ? later.stream().mapToDouble(took -> took.getOrDefault(step, 0.0)).average()
        : OptionalDouble.empty();
  }

  /** Mean F1 over mean words, round by round. */
  LearningCurve mean() {
    return new LearningCurve(
        rounds.stream()
            .map(round -> new LearningCurve.Point(round.words().mean(), round.f1().mean()))
            .toList());
  }

  private static StudentInterval over(List<Point> points, ToDoubleFunction<Point> figure) {
    return StudentInterval.of(points.stream().map(figure::applyAsDouble).toList());
  }
}
