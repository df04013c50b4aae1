package io.winnow.stopping;

import java.util.Arrays;

/**
 * A learning curve: F1 as {@code a - b n^-c} of the number n of labelled words, an inverse power
 * law. It never falls.
 *
 * @param a F1 with endless words, at most 1
 * @param b not below 0
 * @param c above 0; the larger, the sooner more words stop helping
 */
record PowerLaw(double a, double b, double c) {

  /** F1 with so many labelled words. */
  double at(double words) {
    return a - b * Math.pow(words, -c);
  }

  /** What F1 gains by more words than those labelled; not below 0. */
  double gain(double words, double more) {
    return Math.max(0, at(words + more) - at(words));
  }

  /**
   * Weighted least squares. For a given c the best a and b are known in closed form, also within
   * their bounds; so the search is along c alone (variable projection, Golub and Pereyra 1973): a
   * grid, then golden sections around its best point.
   */
  static final class PowerLawFit {

    private static final double LEAST_C = 0.02;
    private static final double MOST_C = 4;
    private static final int GRID = 40;
    private static final double STEP = Math.log(MOST_C / LEAST_C) / GRID;
    private static final int SECTIONS = 25;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final double[] words;
    private final double[] weights;
    private final double most;
    private final double weightSum;

    /** Needs at least two different numbers of words, and weights above 0. */
    PowerLawFit(double[] words, double[] weights) {
      this.words = words;
      this.weights = weights;
      this.most = Arrays.stream(words).max().getAsDouble();
      double sum = 0;
      for (double weight : weights) {
        sum += weight;
      }
      this.weightSum = sum;
    }

    /** The curve that fits these F1s best. */
    PowerLaw fit(double[] f1) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i <= GRID; i++) {
        double squares = at(exponent(i), f1).squares;
        // Flat points fit with any c: the first one counts, unless another is better by more than
        // rounding.
        if (squares < least * (1 - 1e-12)) {
          best = i;
          least = squares;
        }
      }
      double low = Math.max(0, best - 1);
      double high = Math.min(GRID, best + 1);
      for (int section = 0; section < SECTIONS; section++) {
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        if (at(exponent(left), f1).squares <= at(exponent(right), f1).squares) {
          high = right;
        } else {
          low = left;
        }
      }
      Solution found = at(exponent((low + high) / 2), f1);
      Solution onGrid = at(exponent(best), f1);
      return (found.squares <= onGrid.squares ? found : onGrid).curve(most);
    }

    /** The weighted sum of the squares that a curve leaves. */
    double squares(PowerLaw curve, double[] f1) {
      double sum = 0;
      for (int i = 0; i < words.length; i++) {
        double error = f1[i] - curve.at(words[i]);
        sum += weights[i] * error * error;
      }
      return sum;
    }

    /** The exponent c at a place of the grid. */
    private static double exponent(double place) {
      return LEAST_C * Math.exp(place * STEP);
    }

    /**
     * @param b of words in units of the most, so that no power is out of range
     */
    private record Solution(double a, double b, double c, double squares) {

      PowerLaw curve(double most) {
        return new PowerLaw(a, b * Math.pow(most, c), c);
      }
    }

    private Solution at(double c, double[] f1) {
      double[] x = new double[words.length];
      double meanX = 0;
      double meanY = 0;
      for (int i = 0; i < x.length; i++) {
        x[i] = Math.pow(words[i] / most, -c);
        meanX += weights[i] * x[i] / weightSum;
        meanY += weights[i] * f1[i] / weightSum;
      }
      double covariance = 0;
      double variance = 0;
      for (int i = 0; i < x.length; i++) {
        covariance += weights[i] * (x[i] - meanX) * (f1[i] - meanY);
        variance += weights[i] * (x[i] - meanX) * (x[i] - meanX);
      }
      double b = Math.max(0, -covariance / variance);
      double a = meanY + b * meanX;
      if (a > 1) {
        // The best point within a <= 1 lies on its edge.
        double product = 0;
        double square = 0;
        for (int i = 0; i < x.length; i++) {
          product += weights[i] * x[i] * (1 - f1[i]);
          square += weights[i] * x[i] * x[i];
        }
        a = 1;
        b = Math.max(0, product / square);
      }
      double squares = 0;
      for (int i = 0; i < x.length; i++) {
        double error = f1[i] - a + b * x[i];
        squares += weights[i] * error * error;
      }
      return new Solution(a, b, c, squares);
    }
  }
}
