package io.winnow.evaluation;

/**
 * Where a share lies, with 95 % confidence, of which a sample is known: Wilson's score interval
 * (Wilson 1927, JASA 22, 209-212). Unlike the textbook's it is right near 0 and 1.
 *
 * @param low at least 0
 * @param high at most 1
 */
public record WilsonInterval(double low, double high) {

  private static final double Z = 1.959963984540054;

  /**
   * @param hits in the sample, from 0 to {@code size}
   * @param size of the sample; of none, the share may be anything from 0 to 1
   * @throws IllegalArgumentException if there are more hits than the sample is large
   */
  public static WilsonInterval of(long hits, long size) {
    if (hits < 0 || hits > size) {
      throw new IllegalArgumentException(
          "A sample of %d cannot have %d hits; count again".formatted(size, hits));
    }
    if (size == 0) {
      return new WilsonInterval(0, 1);
    }
    double share = (double) hits / size;
    double scale = 1 + Z * Z / size;
    double middle = (share + Z * Z / (2 * size)) / scale;
    double half = Z / scale * Math.sqrt(share * (1 - share) / size + Z * Z / (4.0 * size * size));
    // Exact at the ends, where rounding would leave a trace.
    return new WilsonInterval(hits == 0 ? 0 : middle - half, hits == size ? 1 : middle + half);
  }
}
