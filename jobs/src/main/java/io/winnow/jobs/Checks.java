package io.winnow.jobs;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks over the values of one section of {@code winnow.conf}, all of them before it complains.
 * Settings records call it from their constructors.
 */
public final class Checks {

  private final String section;
  private final List<SettingsException.Problem> problems = new ArrayList<>();

  private Checks(String section) {
    this.section = section;
  }

  /**
   * @param section the keys' first part, such as {@code train}
   */
  public static Checks of(String section) {
    return new Checks(section);
  }

  public Checks atLeast(String key, long least, long value) {
    return value >= least ? this : add(key, "must be at least %d, not %d".formatted(least, value));
  }

  /** From 0 to 1, both included. */
  public Checks share(String key, double value) {
    return value >= 0 && value <= 1 ? this : add(key, "must be from 0 to 1, not " + value);
  }

  /** From 0, included, to 1, not included. */
  public Checks shareBelowOne(String key, double value) {
    return value >= 0 && value < 1
        ? this
        : add(key, "must be at least 0 and below 1, not " + value);
  }

  public Checks positive(String key, double value) {
    return value > 0 && Double.isFinite(value) ? this : add(key, "must be above 0, not " + value);
  }

  public Checks notNegative(String key, double value) {
    return value >= 0 && Double.isFinite(value)
        ? this
        : add(key, "must be 0 or above, not " + value);
  }

  /** Notes something wrong that the caller found. */
  public Checks add(String key, String message) {
    problems.add(new SettingsException.Problem(section + "." + key, message));
    return this;
  }

  /**
   * @throws SettingsException if anything was wrong
   */
  public void done() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }
}
