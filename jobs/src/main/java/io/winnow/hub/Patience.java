package io.winnow.hub;

import java.time.Duration;

/**
 * How long the hub is waited for.
 *
 * @param reply for the head of an answer
 * @param stall without a byte, before a transfer counts as cut
 * @param attempts in a row that bring no byte, before it is given up
 * @param firstPause between attempts; twice as long each time
 * @param longestPause also the longest that the hub's own {@code Retry-After} is followed
 * @param total for all that one import fetches
 */
record Patience(
    Duration reply,
    Duration stall,
    int attempts,
    Duration firstPause,
    Duration longestPause,
    Duration total) {

  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          5,
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofHours(12));

  /**
   * @param failed attempts in a row, from 1
   */
  Duration pause(int failed) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(failed - 1, 20));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
