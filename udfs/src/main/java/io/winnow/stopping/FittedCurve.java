package io.winnow.stopping;

import io.winnow.stopping.PowerLaw.PowerLawFit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An inverse power law fitted to measured points, with its uncertainty. Later points weigh more:
 * the i-th of m weighs i/m (Figueroa et al. 2012, BMC Medical Informatics and Decision Making
 * 12:8).
 *
 * <p>Intervals are by parametric bootstrap: F1s are redrawn around the curve and fitted again.
 * Their variance is drawn each time from its scaled inverse chi-squared posterior; its prior, F1's
 * known noise, is worth {@value #PRIOR_POINTS} points, so that four points that happen to lie on a
 * curve don't pass for certainty. The same points, in any order, give the same numbers.
 */
final class FittedCurve {

  /** Fewer points can't tell a curve of three parameters from noise. */
  static final int LEAST_POINTS = 4;

  private static final int PARAMETERS = 3;
  private static final int PRIOR_POINTS = 4;
  private static final int DRAWS = 400;
  private static final double TAIL = 0.025;
  private static final long SEED = 20120215;

  private final double[] words;
  private final double[] weights;
  private final PowerLaw best;
  private final PowerLaw[] drawn = new PowerLaw[DRAWS];

  private FittedCurve(List<CurvePoint> points, double noise) {
    List<CurvePoint> sorted =
        points.stream()
            .sorted(Comparator.comparingLong(CurvePoint::words).thenComparingDouble(CurvePoint::f1))
            .toList();
    this.words = sorted.stream().mapToDouble(CurvePoint::words).toArray();
    this.weights = new double[words.length];
    Arrays.setAll(weights, i -> (i + 1.0) / words.length);
    PowerLawFit fit = new PowerLawFit(words, weights);
    double[] f1 = sorted.stream().mapToDouble(CurvePoint::f1).toArray();
    this.best = fit.fit(f1);
    redraw(fit, PRIOR_POINTS * noise * noise + fit.squares(best, f1));
  }

  /**
   * @param points at least {@link #LEAST_POINTS}, with at least three different numbers of words
   * @param noise standard deviation of F1 that training with another seed alone makes, above 0
   * @throws IllegalArgumentException if there are too few points
   */
  static FittedCurve through(List<CurvePoint> points, double noise) {
    if (!isEnough(points)) {
      throw new IllegalArgumentException(
          "A learning curve needs %d points at %d different numbers of words, not %s"
              .formatted(LEAST_POINTS, PARAMETERS, points));
    }
    return new FittedCurve(points, noise);
  }

  /** Whether a curve can be laid through these. */
  static boolean isEnough(List<CurvePoint> points) {
    return points.size() >= LEAST_POINTS
        && points.stream().mapToLong(CurvePoint::words).distinct().count() >= PARAMETERS;
  }

  /** The curve that fits best. */
  PowerLaw best() {
    return best;
  }

  /** What is expected of so many more words after those of the last point. */
  ExpectedGain gain(long more) {
    double last = words[words.length - 1];
    double[] gains = new double[DRAWS];
    Arrays.setAll(gains, i -> drawn[i].gain(last, more));
    Arrays.sort(gains);
    double gain = best.gain(last, more);
    return new ExpectedGain(
        more,
        gain,
        Math.min(gain, gains[(int) (TAIL * DRAWS)]),
        Math.max(gain, gains[DRAWS - 1 - (int) (TAIL * DRAWS)]));
  }

  private void redraw(PowerLawFit fit, double squares) {
    int freedom = PRIOR_POINTS + words.length - PARAMETERS;
    SplittableRandom random = new SplittableRandom(SEED);
    double[] f1 = new double[words.length];
    for (int draw = 0; draw < DRAWS; draw++) {
      double chi = 0;
      for (int i = 0; i < freedom; i++) {
        double normal = random.nextGaussian();
        chi += normal * normal;
      }
      double deviation = Math.sqrt(squares / chi);
      for (int i = 0; i < f1.length; i++) {
        double error = deviation / Math.sqrt(weights[i]) * random.nextGaussian();
        f1[i] = Math.min(1, Math.max(0, best.at(words[i]) + error));
      }
      drawn[draw] = fit.fit(f1);
    }
  }

  /**
   * A measured point of a learning curve.
   *
   * @param words labelled, at least 1
   * @param f1 in 0 to 1
   */
  record CurvePoint(long words, double f1) {}

  /**
   * What more words are expected to add to F1, in 0 to 1.
   *
   * @param low lower end of the 95 % interval
   * @param high upper end
   */
  record ExpectedGain(long words, double gain, double low, double high) {

    /** Half the interval's width, or more where one side is wider: gain +- margin covers it. */
    double margin() {
      return Math.max(high - gain, gain - low);
    }
  }
}
