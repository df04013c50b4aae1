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

  private static final int SUBJECT = 10;

  /** How bad it is; the words go before what was found. */
  public enum Health {
    GOOD(""),
    /** Winnow works, but not as well as it could. */
    POOR("could be better: "),
    /** Winnow won't work. */
    BROKEN("WRONG: ");

    private final String words;

    Health(String words) {
      this.words = words;
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

  static Finding thrown(String subject, Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message =
        root.getMessage() == null ? "" : root.getMessage().lines().findFirst().orElse("");
    return new Finding(
        subject,
        Health.BROKEN,
        "%s: %s".formatted(root.getClass().getSimpleName(), message),
        Optional.of("run it with --verbose for the stack trace"),
        Optional.of(thrown));
  }

  /** For a person: a line, and one more with what to do where there is something to do. */
  public String text() {
    return ("%-" + SUBJECT + "s %s%s").formatted(subject, health.words, found)
        + wayOut.map(way -> "\n" + " ".repeat(SUBJECT) + " -> " + way).orElse("");
  }
}
