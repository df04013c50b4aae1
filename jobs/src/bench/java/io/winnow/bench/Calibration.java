package io.winnow.bench;

/**
 * Whether confidences mean something: how often what is stated with a confidence is right, in ten
 * bins of the same width (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017).
 */
final class Calibration {

  private static final int BINS = 10;

  private final double[] stated = new double[BINS];
  private final long[] right = new long[BINS];
  private final long[] all = new long[BINS];

  /**
   * @param confidence in 0 to 1
   */
  void add(double confidence, boolean isRight) {
    int bin = (int) Math.min(BINS - 1, confidence * BINS);
    stated[bin] += confidence;
    right[bin] += isRight ? 1 : 0;
    all[bin]++;
  }

  /** The expected calibration error, in 0 to 1; 0 of nothing. */
  double error() {
    double sum = 0;
    long count = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(stated[bin] - right[bin]);
      count += all[bin];
    }
    return count == 0 ? 0 : sum / count;
  }

  /** The share that is right where at least 0.9 is stated; not a number of nothing. */
  double rightWhereSure() {
    return (double) right[BINS - 1] / all[BINS - 1];
  }
}
