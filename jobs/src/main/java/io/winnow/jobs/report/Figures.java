package io.winnow.jobs.report;

import java.time.Duration;

/** How figures are written in the report. NaN stands for one that is unknown. */
final class Figures {

  /** Shown if a figure is unknown. */
  static final String NONE = "-";

  private Figures() {}

  static String whole(long number) {
    return "%,d".formatted(number);
  }

  /** F1, agreement and the like. */
  static String share(double value) {
    return known("%.3f", value);
  }

  static String percent(double share) {
    return known("%.1f %%", 100 * share);
  }

  static String known(String format, double value) {
    return Double.isNaN(value) ? NONE : format.formatted(value);
  }

  /** Such as 8.2 s, 3 min 20 s, 2 h 05 min, never broken at the end of a line. */
  static String time(double seconds) {
    Duration time = Duration.ofMillis(Math.round(1000 * seconds));
    String written;
    if (time.toMinutes() == 0) {
      written = known("%.1f s", seconds);
    } else if (time.toHours() == 0) {
      written = "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart());
    } else {
      written = "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return written.replace(' ', '\u00a0');
  }

  /** The first twelve digits: enough to tell hashes apart. */
  static String shortened(String sha256) {
    return sha256.substring(0, Math.min(12, sha256.length()));
  }
}
