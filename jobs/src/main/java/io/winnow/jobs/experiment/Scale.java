package io.winnow.jobs.experiment;

import java.util.ArrayList;
import java.util.List;

/**
 * A chart's axis.
 *
 * @param low value at {@code from}
 * @param high value at {@code to}
 * @param from pixels
 * @param to pixels
 */
record Scale(double low, double high, double from, double to) {

  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** Round values along the axis, {@code wanted} or fewer. */
  List<Double> ticks(int wanted) {
    double step = step((high - low) / wanted);
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double step : STEPS) {
      if (step * power >= least * (1 - 1e-9)) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
