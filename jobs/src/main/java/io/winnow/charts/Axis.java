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
    WHOLE(",d", ",d"),
    TENTHS(",.1f", ",.1f"),
    HUNDREDTHS(".2f", ".2f"),
    THOUSANDTHS(".3f", ".2f"),
    PERCENT(".0%", ".0%");

    /** In the notation that Lets-Plot shares with d3-format. */
    private final String format;

    private final String fromZero;

    Ticks(String format, String fromZero) {
      this.format = format;
      this.fromZero = fromZero;
    }

    String format() {
      return format;
    }

    /** Of an axis that begins at 0, whose steps are longer. */
    String fromZero() {
      return fromZero;
    }
  }
}
