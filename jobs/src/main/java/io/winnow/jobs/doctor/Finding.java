package io.winnow.jobs.doctor;

import java.util.Optional;

/**
 * What an examination came to.
 *
 * @param subject what was looked at, in a word or two
 * @param found for a person, one line
 * @param wayOut what to do about it; empty where nothing need be done
 */
public record Finding(String subject, Health health, String found, Optional<String> wayOut) {

  /** How bad it is. */
  public enum Health {
    GOOD("ok"),
    /** Winnow works, but not as well as it could. */
    POOR("could be better"),
    /** Winnow won't work. */
    BROKEN("WRONG");

    private final String words;

    Health(String words) {
      this.words = words;
    }

    /** For a person. */
    public String words() {
      return words;
    }
  }

  static Finding good(String subject, String found) {
    return new Finding(subject, Health.GOOD, found, Optional.empty());
  }

  static Finding poor(String subject, String found, String wayOut) {
    return new Finding(subject, Health.POOR, found, Optional.of(wayOut));
  }

  static Finding broken(String subject, String found, String wayOut) {
    return new Finding(subject, Health.BROKEN, found, Optional.of(wayOut));
  }
}
