package io.winnow.jobs.doctor;

import java.util.Optional;

/**
 * What an examination came to.
 *
 * @param subject what was looked at, in a word or two
 * @param found for a person, one line
 * @param wayOut what to do about it; empty if nothing is to be done
 * @param thrown the exception that ended the check, if it could not finish
 */
public record Finding(
    String subject,
    Health health,
    String found,
    Optional<String> wayOut,
    Optional<Throwable> thrown) {

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
    return new Finding(subject, Health.GOOD, found, Optional.empty(), Optional.empty());
  }

  static Finding poor(String subject, String found, String wayOut) {
    return new Finding(subject, Health.POOR, found, Optional.of(wayOut), Optional.empty());
  }

  static Finding broken(String subject, String found, String wayOut) {
    return new Finding(subject, Health.BROKEN, found, Optional.of(wayOut), Optional.empty());
  }

  static Finding broken(String subject, String found, String wayOut, Throwable thrown) {
    return new Finding(subject, Health.BROKEN, found, Optional.of(wayOut), Optional.of(thrown));
  }
}
