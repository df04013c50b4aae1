package io.winnow.charts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The numbers on an axis that is not linear: 1, 2 and 5 times powers of ten. */
final class Breaks {

  private static final List<Integer> ROUND = List.of(5, 2, 1);

  private Breaks() {}

  /**
   * As many as have room, the largest for sure, upwards.
   *
   * @param place of a number on the axis in pixels, growing
   * @param room in pixels from each to the next
   */
  static List<Double> between(double from, double to, DoubleUnaryOperator place, double room) {
    List<Double> breaks = new ArrayList<>();
    double above = Double.POSITIVE_INFINITY;
    for (double power = Math.pow(10, Math.floor(Math.log10(to))); power >= 1; power /= 10) {
      for (int times : ROUND) {
        double number = times * power;
        double at = place.applyAsDouble(number);
        if (number >= from && number <= to && above - at >= room) {
          breaks.add(number);
          above = at;
        }
      }
    }
    Collections.reverse(breaks);
    return breaks;
  }
}
