package io.winnow.jobs.metrics;

import java.time.Duration;
import java.time.Instant;

/**
 * How a command ended.
 *
 * @param command its name, such as {@code round}
 * @param exitCode of its process
 */
public record CommandEnd(String command, int exitCode, Instant started, Instant ended) {

  private static final double MILLIS = 1000;

  double seconds() {
    return Duration.between(started, ended).toMillis() / MILLIS;
  }

  /** Seconds since 1970, Prometheus's time format. */
  double endedEpochSeconds() {
    return ended.toEpochMilli() / MILLIS;
  }
}
