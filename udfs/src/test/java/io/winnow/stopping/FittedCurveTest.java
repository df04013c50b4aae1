package io.winnow.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.stopping.FittedCurve.CurvePoint;
import io.winnow.stopping.FittedCurve.ExpectedGain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FittedCurveTest {

  private static final double NOISE = 0.005;

  @Test
  void aCurveThroughPointsWithoutNoiseIsFound() {
    // .9 - .4/sqrt(n/1000): .5, .6172, .7, .7586, .8.
    PowerLaw planted = new PowerLaw(0.9, 0.4 * Math.sqrt(1000), 0.5);
    PowerLaw found =
        FittedCurve.through(points(planted, 1000, 2000, 4000, 8000, 16000), NOISE).best();
    assertThat(found.a()).isEqualTo(0.9, within(1e-3));
    assertThat(found.c()).isEqualTo(0.5, within(5e-3));
    assertThat(found.at(64_000)).isEqualTo(0.85, within(1e-3));
  }

  @Test
  void theGainIsThatOfTheCurveFromItsLastPoint() {
    PowerLaw planted = new PowerLaw(0.9, 0.4 * Math.sqrt(1000), 0.5);
    ExpectedGain gain =
        FittedCurve.through(points(planted, 1000, 2000, 4000, 8000, 16000), NOISE).gain(48_000);
    // From .8 at 16,000 to .85 at 64,000 words.
    assertThat(gain.gain()).isEqualTo(0.05, within(1e-3));
    assertThat(gain.low()).isBetween(0.0, gain.gain());
    assertThat(gain.high()).isBetween(0.055, 0.15);
    assertThat(gain.gain() - gain.margin()).isLessThanOrEqualTo(gain.low());
    assertThat(gain.gain() + gain.margin()).isGreaterThanOrEqualTo(gain.high());
  }

  @Test
  void flatPointsPromiseNothingButNotSurely() {
    ExpectedGain gain =
        FittedCurve.through(points(new PowerLaw(0.7, 0, 1), 1000, 2000, 3000, 4000), NOISE)
            .gain(1000);
    assertThat(gain.gain()).isZero();
    assertThat(gain.low()).isZero();
    assertThat(gain.high()).isBetween(0.0005, 0.02);
  }

  @Test
  void fallingPointsPromiseNothingAndLessSurely() {
    List<CurvePoint> falling =
        List.of(at(1000, 0.75), at(2000, 0.72), at(3000, 0.71), at(4000, 0.70));
    ExpectedGain gain = FittedCurve.through(falling, NOISE).gain(1000);
    assertThat(gain.gain()).isZero();
    ExpectedGain flat =
        FittedCurve.through(points(new PowerLaw(0.7, 0, 1), 1000, 2000, 3000, 4000), NOISE)
            .gain(1000);
    assertThat(gain.high()).isGreaterThan(flat.high());
  }

  @Test
  void noCurvePromisesMoreThanOneInAll() {
    List<CurvePoint> straight =
        List.of(at(1000, 0.6), at(2000, 0.7), at(3000, 0.8), at(4000, 0.9), at(5000, 0.99));
    FittedCurve curve = FittedCurve.through(straight, NOISE);
    assertThat(curve.best().a()).isLessThanOrEqualTo(1);
    ExpectedGain gain = curve.gain(1_000_000);
    assertThat(curve.best().at(5000) + gain.gain()).isLessThanOrEqualTo(1);
    assertThat(gain.high()).isLessThan(0.2);
  }

  @Test
  void fewerThanFourPointsAreTooFew() {
    List<CurvePoint> three = List.of(at(1000, 0.6), at(2000, 0.7), at(3000, 0.75));
    assertThat(FittedCurve.isEnough(three)).isFalse();
    assertThat(FittedCurve.isEnough(List.of(at(1, 0.5), at(1, 0.6), at(2, 0.7), at(2, 0.8))))
        .isFalse();
    assertThatThrownBy(() -> FittedCurve.through(three, NOISE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs 4 points");
  }

  /** The interval is a 95 % one: of many noisy curves few may lie outside. */
  @Test
  void theTrueGainLiesInTheIntervalOfNearlyAllNoisyCurves() {
    Random random = new Random(7);
    int inside = 0;
    int curves = 100;
    for (int i = 0; i < curves; i++) {
      PowerLaw planted =
          new PowerLaw(
              0.7 + 0.2 * random.nextDouble(),
              5 + 5 * random.nextDouble(),
              0.4 + 0.3 * random.nextDouble());
      List<CurvePoint> noisy = new ArrayList<>();
      for (long words = 2500; words <= 20_000; words += 2500) {
        double f1 = planted.at(words) + NOISE * random.nextGaussian();
        noisy.add(at(words, Math.min(1, Math.max(0, f1))));
      }
      ExpectedGain gain = FittedCurve.through(noisy, NOISE).gain(10_000);
      double truth = planted.gain(20_000, 10_000);
      if (gain.low() <= truth && truth <= gain.high()) {
        inside++;
      }
    }
    assertThat(inside).isGreaterThanOrEqualTo(88);
  }

  @Property(tries = 40)
  void aPlantedCurvesGainLiesInTheInterval(
      @ForAll @DoubleRange(min = 0.5, max = 0.98) double a,
      @ForAll @DoubleRange(min = 0.2, max = 1.2) double c,
      @ForAll @DoubleRange(min = 0.05, max = 0.4) double rise,
      @ForAll @IntRange(min = 4, max = 9) int count) {
    PowerLaw planted = new PowerLaw(a, rise * Math.pow(2000, c), c);
    List<CurvePoint> points = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      points.add(at(2000L * i, planted.at(2000L * i)));
    }
    ExpectedGain gain = FittedCurve.through(points, NOISE).gain(10_000);
    assertThat(planted.gain(2000.0 * count, 10_000))
        .isBetween(gain.low() - 1e-6, gain.high() + 1e-6);
  }

  @Property(tries = 40)
  void orderChangesNothingAndMoreWordsNeverGainLess(
      @ForAll @IntRange(min = 4, max = 8) int count,
      @ForAll long seed,
      @ForAll @LongRange(min = 1, max = 50_000) long more) {
    Random random = new Random(seed);
    List<CurvePoint> points = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      points.add(at(1000L * i + random.nextInt(500), random.nextDouble()));
    }
    ExpectedGain gain = FittedCurve.through(points, NOISE).gain(more);
    Collections.shuffle(points, random);
    FittedCurve shuffled = FittedCurve.through(points, NOISE);
    assertThat(shuffled.gain(more)).isEqualTo(gain);
    assertThat(gain.low()).isNotNegative().isLessThanOrEqualTo(gain.gain());
    assertThat(gain.high()).isGreaterThanOrEqualTo(gain.gain());
    ExpectedGain twice = shuffled.gain(2 * more);
    assertThat(twice.gain()).isGreaterThanOrEqualTo(gain.gain());
    assertThat(twice.low()).isGreaterThanOrEqualTo(gain.low());
    assertThat(twice.high()).isGreaterThanOrEqualTo(gain.high());
  }

  private static List<CurvePoint> points(PowerLaw curve, long... words) {
    List<CurvePoint> points = new ArrayList<>();
    for (long count : words) {
      points.add(at(count, curve.at(count)));
    }
    return points;
  }

  private static CurvePoint at(long words, double f1) {
    return new CurvePoint(words, f1);
  }
}
