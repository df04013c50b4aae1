package io.winnow.charts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * An axis of a chart.
 *
 * @param label with the unit
 * @param ticks how its numbers are written
 */
public record Axis(String label, Ticks ticks) {

  private static final List<Integer> ROUND = List.of(5, 2, 1);

  /**
   * How an axis writes its numbers, in the notation that Lets-Plot shares with d3-format; an axis
   * that begins at 0 has longer steps.
   */
  public enum Ticks {
    WHOLE(",d", ",d"),
    TENTHS(",.1f", ",.1f"),
    HUNDREDTHS(".2f", ".2f"),
    THOUSANDTHS(".3f", ".2f");

    final String format;
    final String fromZero;

    Ticks(String format, String fromZero) {
      this.format = format;
      this.fromZero = fromZero;
    }
  }

  /**
   * The scale of this axis, in Lets-Plot's terms.
   *
   * @param aesthetic {@code x} or {@code y}
   */
  Map<String, Object> scale(String aesthetic) {
    return Map.of("aesthetic", aesthetic, "name", label, "format", ticks.format);
  }

  /**
   * The numbers on an axis that is not linear, 1, 2 and 5 times powers of ten: as many as have
   * room, the largest for sure, upwards.
   *
   * @param place of a number on the axis in pixels, growing
   * @param room in pixels from each to the next
   */
  static List<Double> breaks(double from, double to, DoubleUnaryOperator place, double room) {
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
