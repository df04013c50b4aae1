package io.winnow.workspace;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Names one run: when it started, in UTC, and six hexadecimal digits that keep apart two of the
 * same second. Sorts by time.
 *
 * @param value such as {@code 20261122T171530Z-3f2a9c}
 */
public record RunId(String value) implements Comparable<RunId> {

  /** What the names of runs' folders start with. */
  static final String FOLDER = "run=";

  private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{6}");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final long DIGITS = 0xFFFFFFL;

  public RunId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no run id; an example is 20261122T171530Z-3f2a9c".formatted(value));
    }
  }

  /**
   * @param random any number; its lowest 24 bits are used
   */
  public static RunId at(Instant started, long random) {
    return new RunId("%s-%06x".formatted(SECONDS.format(started), random & DIGITS));
  }

  public String folder() {
    return FOLDER + value;
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
