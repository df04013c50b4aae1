package io.winnow.stopping;

/**
 * What more words are expected to add to F1, all in 0 to 1 and so in hundredths of what people call
 * points.
 *
 * @param words more
 * @param gain expected
 * @param low lower end of the 95 % interval
 * @param high upper end
 */
public record ExpectedGain(long words, double gain, double low, double high) {

  /** Half the interval's width, or more where one side is wider: gain +- margin covers it. */
  public double margin() {
    return Math.max(high - gain, gain - low);
  }
}
