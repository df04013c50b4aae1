package io.winnow.evaluation.curves;

import java.util.Collection;

/**
 * A mean and its 95 % interval by Student's t: mean +- t(0.975, n - 1) s / sqrt(n).
 *
 * @param half width of the interval; NaN where one value tells nothing of the spread
 * @param size number of values
 */
public record StudentInterval(double mean, double half, int size) {

  /** Quantiles 0.975 of Student's t for 1 to 30 degrees of freedom. */
  private static final double[] QUANTILES = {
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788,
    2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639,
    2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423
  };

  private static final double NORMAL = 1.959964;

  /**
   * @param values one or more
   */
  public static StudentInterval of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("A mean needs a value");
    }
    int size = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).sum() / size;
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    double half =
        size == 1
            ? Double.NaN
            : quantile(size - 1) * Math.sqrt(squares / (size - 1)) / Math.sqrt(size);
    return new StudentInterval(mean, half, size);
  }

  /**
   * The quantile 0.975; beyond the table by the first terms of its expansion in 1 / freedom
   * (Abramowitz and Stegun 26.7.5), right to 4 digits there.
   */
  static double quantile(int freedom) {
    if (freedom <= QUANTILES.length) {
      return QUANTILES[freedom - 1];
    }
    double z = NORMAL;
    double first = (Math.pow(z, 3) + z) / 4;
    double second = (5 * Math.pow(z, 5) + 16 * Math.pow(z, 3) + 3 * z) / 96;
    return z + first / freedom + second / ((double) freedom * freedom);
  }
}
