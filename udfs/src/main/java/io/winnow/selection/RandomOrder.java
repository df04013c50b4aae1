package io.winnow.selection;

import java.nio.charset.StandardCharsets;

/**
 * Puts sentences in an order that is random, yet the same for the same seed on any cluster, in any
 * partitioning: each gets a number from its id and the seed alone.
 *
 * @since 0.1.0
 */
public final class RandomOrder {

  /** 2^64 over the golden ratio, odd: SplitMix64's increment. */
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private RandomOrder() {}

  /**
   * A hash of seed and id as a number: the id's UTF-8 bytes, eight at a time, low byte first, and
   * then their count are mixed one after another into the seed by SplitMix64's finaliser (Steele,
   * Lea and Flood, OOPSLA 2014); the upper 53 bits make the fraction.
   *
   * @return uniform in [0, 1)
   */
  public static double key(long seed, String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    long hash = mix(seed + GAMMA);
    long chunk = 0;
    for (int at = 0; at < bytes.length; at++) {
      chunk |= (bytes[at] & 0xFFL) << (8 * (at % 8));
      if (at % 8 == 7) {
        hash = mix((hash ^ chunk) + GAMMA);
        chunk = 0;
      }
    }
    hash = mix((hash ^ chunk) + GAMMA);
    hash = mix((hash ^ bytes.length) + GAMMA);
    return (hash >>> 11) * 0x1.0p-53;
  }

  /** SplitMix64's finaliser: every bit of the input moves about half of the output's. */
  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
