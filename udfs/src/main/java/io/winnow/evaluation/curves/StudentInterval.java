package io.winnow.evaluation.curves;

import java.util.Collection;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean and its 95 % interval by Student's t: mean +- t(0.975, n - 1) s / sqrt(n).
 *
 * @param half width of the interval; NaN where one value tells nothing of the spread
 */
public record StudentInterval(double mean, double half, int size) {

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

  /** The quantile 0.975. */
  static double quantile(int freedom) {
    return new TDistribution(freedom).inverseCumulativeProbability(0.975);
  }
}
