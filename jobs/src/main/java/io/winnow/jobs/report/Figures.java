package io.winnow.jobs.report;

import java.time.Duration;

/** How figures are written in the report. */
final class Figures {

  /** Stands where there is nothing to tell a figure from. */
  static final String NONE = "-";

  private Figures() {}

  static String whole(long number) {
    return "%,d".formatted(number);
  }

  /** F1, agreement and the like; NaN is none. */
  static String share(double value) {
    return Double.isNaN(value) ? NONE : "%.3f".formatted(value);
  }

  static String percent(double share) {
    return Double.isNaN(share) ? NONE : "%.1f %%".formatted(100 * share);
  }

  static String tenths(double value) {
    return Double.isNaN(value) ? NONE : "%,.1f".formatted(value);
  }

  /** Such as 8.2 s, 3 min 20 s, 2 h 05 min. */
  static String time(double seconds) {
    Duration time = Duration.ofMillis(Math.round(1000 * seconds));
    if (time.toMinutes() == 0) {
      return "%.1f s".formatted(seconds);
    }
    return time.toHours() == 0
        ? "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart())
        : "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
  }

  /** The first twelve digits: enough to tell hashes apart. */
  static String shortened(String sha256) {
    return sha256.length() <= 12 ? sha256 : sha256.substring(0, 12);
  }
}
