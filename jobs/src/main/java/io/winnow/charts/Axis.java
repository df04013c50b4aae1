package io.winnow.charts;

/**
 * What a chart counts along one of its sides.
 *
 * @param label with the unit
 * @param ticks how its numbers are written
 */
public record Axis(String label, Ticks ticks) {

  /** How an axis writes its numbers. */
  public enum Ticks {
    WHOLE(",d"),
    TENTHS(",.1f"),
    HUNDREDTHS(".2f"),
    THOUSANDTHS(".3f"),
    PERCENT(".0%");

    /** In the notation that Lets-Plot shares with d3-format. */
    private final String format;

    Ticks(String format) {
      this.format = format;
    }

    String format() {
      return format;
    }
  }
}
