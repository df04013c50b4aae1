package io.winnow.evaluation.curves;

import io.winnow.evaluation.curves.LearningCurve.Reached;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares a strategy with a baseline. Each draw takes seeds and held-out sentences with
 * replacement, the same for both sides (Efron and Tibshirani 1993, chapter 8; for F1, Berg-
 * Kirkpatrick et al. 2012, D12-1091): so the interval covers chance in training and in the test
 * set, and what is common drops out. Seeds are averaged round by round.
 */
public final class PairedBootstrap {

  private final List<PairedRuns> runs;
  private final int sentences;
  private final Draw measured;
  private final List<Draw> drawn;

  /** Both mean curves of a draw, and F1 with all the data; NaN where it is not known. */
  private record Draw(LearningCurve strategy, LearningCurve baseline, double full) {}

  /**
   * @param runs of one seed or more, all measured on the same sentences
   */
  public PairedBootstrap(List<PairedRuns> runs, int draws, long seed) {
    if (runs.isEmpty() || draws < 1) {
      throw new IllegalArgumentException(
          "A bootstrap needs runs and draws, not %d and %d".formatted(runs.size(), draws));
    }
    this.runs = runs;
    this.sentences = runs.get(0).strategy().get(0).sentences();
    requireSame();
    this.measured = draw(times(runs.size(), i -> i), times(sentences, i -> i));
    SplittableRandom random = new SplittableRandom(seed);
    this.drawn =
        Stream.generate(
                () ->
                    draw(
                        times(runs.size(), i -> random.nextInt(runs.size())),
                        times(sentences, i -> random.nextInt(sentences))))
            .limit(draws)
            .toList();
  }

  /**
   * Words that the strategy needs for a share of the F1 with all the data, over those that the
   * baseline needs, or had in the end if it never gets there (which is too high); infinite where
   * only the strategy does not, NaN where neither does.
   *
   * @param share of full-data F1, in 0 to 1
   */
  public Spread wordsRatio(double share) {
    return spread(
        draw -> {
          Reached ours = draw.strategy().reach(share * draw.full());
          Reached theirs = draw.baseline().reach(share * draw.full());
          if (Double.isNaN(draw.full()) || (!ours.isReached() && !theirs.isReached())) {
            return Double.NaN;
          }
          return ours.isReached() ? ours.words() / theirs.words() : Double.POSITIVE_INFINITY;
        });
  }

  /**
   * Mean F1 of the strategy less that of the baseline over a stretch of words, as far as both went
   * through it, see {@link LearningCurve#area}; NaN where they did not.
   */
  public Spread areaDifference(double first, double last) {
    return spread(
        draw -> {
          double from =
              Math.max(first, Math.max(draw.strategy().firstWords(), draw.baseline().firstWords()));
          double to =
              Math.min(last, Math.min(draw.strategy().lastWords(), draw.baseline().lastWords()));
          return from < to
              ? draw.strategy().area(from, to) - draw.baseline().area(from, to)
              : Double.NaN;
        });
  }

  private Spread spread(ToDoubleFunction<Draw> figure) {
    double[] figures = drawn.stream().mapToDouble(figure).toArray();
    return Spread.of(figure.applyAsDouble(measured), figures);
  }

  /** How often each of n items is drawn in n draws. */
  private static int[] times(int size, IntUnaryOperator draw) {
    int[] times = new int[size];
    for (int i = 0; i < size; i++) {
      times[draw.applyAsInt(i)]++;
    }
    return times;
  }

  private Draw draw(int[] seedTimes, int[] sentenceTimes) {
    return new Draw(
        mean(seedTimes, sentenceTimes, PairedRuns::strategy),
        mean(seedTimes, sentenceTimes, PairedRuns::baseline),
        full(seedTimes, sentenceTimes));
  }

  /** Of the seeds that were drawn and have such a model. */
  private double full(int[] seedTimes, int[] sentenceTimes) {
    double f1 = 0;
    int models = 0;
    for (int i = 0; i < seedTimes.length; i++) {
      for (MeasuredPoint point : runs.get(i).full()) {
        if (seedTimes[i] > 0) {
          f1 += seedTimes[i] * point.f1(sentenceTimes);
          models += seedTimes[i];
        }
      }
    }
    return models == 0 ? Double.NaN : f1 / models;
  }

  /** As far as all seeds went. */
  private LearningCurve mean(
      int[] seedTimes, int[] sentenceTimes, Function<PairedRuns, List<MeasuredPoint>> side) {
    int rounds = runs.stream().mapToInt(run -> side.apply(run).size()).min().getAsInt();
    return new LearningCurve(
        IntStream.range(0, rounds)
            .mapToObj(
                round -> {
                  double words = 0;
                  double f1 = 0;
                  for (int i = 0; i < seedTimes.length; i++) {
                    if (seedTimes[i] > 0) {
                      MeasuredPoint point = side.apply(runs.get(i)).get(round);
                      words += seedTimes[i] * point.words() / seedTimes.length;
                      f1 += seedTimes[i] * point.f1(sentenceTimes) / seedTimes.length;
                    }
                  }
                  return new LearningCurve.Point(words, f1);
                })
            .toList());
  }

  private void requireSame() {
    runs.stream()
        .flatMap(run -> Stream.of(run.strategy(), run.baseline(), run.full()))
        .flatMap(List::stream)
        .filter(point -> point.sentences() != sentences)
        .findFirst()
        .ifPresent(
            point -> {
              throw new IllegalArgumentException(
                  "A point was measured on %d sentences, another on %d: they can't be compared"
                      .formatted(point.sentences(), sentences));
            });
  }

  /**
   * What two strategies did with one seed, from the same first round on.
   *
   * @param strategy points by words
   * @param baseline points by words
   * @param full models of all the data; none where none was trained
   */
  public record PairedRuns(
      List<MeasuredPoint> strategy, List<MeasuredPoint> baseline, List<MeasuredPoint> full) {

    public PairedRuns {
      strategy = List.copyOf(strategy);
      baseline = List.copyOf(baseline);
      full = List.copyOf(full);
      if (strategy.isEmpty() || baseline.isEmpty()) {
        throw new IllegalArgumentException("Both strategies need a point");
      }
    }
  }

  /**
   * A figure and where it lies when what it was measured on is drawn anew.
   *
   * @param value as measured; infinite or NaN where a curve ended too early to tell
   * @param low the 2.5th percentile of the draws that tell
   * @param high the 97.5th percentile
   * @param told share of the draws that tell, in 0 to 1
   */
  public record Spread(double value, double low, double high, double told) {

    private static final double TAIL = 0.025;

    static Spread of(double value, double[] draws) {
      double[] known = Arrays.stream(draws).filter(draw -> !Double.isNaN(draw)).sorted().toArray();
      double told = (double) known.length / draws.length;
      return known.length == 0
          ? new Spread(value, Double.NaN, Double.NaN, 0)
          : new Spread(value, percentile(known, TAIL), percentile(known, 1 - TAIL), told);
    }

    /** By the nearest rank, so that it may be infinite. */
    private static double percentile(double[] sorted, double share) {
      int rank = (int) Math.ceil(share * sorted.length);
      return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
    }
  }
}
