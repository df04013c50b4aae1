package io.winnow.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * Validates the values of one record of settings, all of them before it complains. The records call
 * it from their constructors.
 */
public final class Validation {

  private final String section;
  private final List<SettingsException.Problem> problems = new ArrayList<>();

  private Validation(String section) {
    this.section = section;
  }

  /**
   * @param settings has a {@link Section}
   */
  public static Validation of(Class<? extends Record> settings) {
    return new Validation(settings.getAnnotation(Section.class).value());
  }

  public Validation atLeast(String key, long least, long value) {
    return require(value >= least, key, "must be at least %d, not %d".formatted(least, value));
  }

  /** From 0 to 1, both included. */
  public Validation share(String key, double value) {
    return require(value >= 0 && value <= 1, key, "must be from 0 to 1, not " + value);
  }

  /** From 0, included, to 1, not included. */
  public Validation shareBelowOne(String key, double value) {
    return require(value >= 0 && value < 1, key, "must be at least 0 and below 1, not " + value);
  }

  public Validation positive(String key, double value) {
    return require(value > 0 && Double.isFinite(value), key, "must be above 0, not " + value);
  }

  public Validation notNegative(String key, double value) {
    return require(value >= 0 && Double.isFinite(value), key, "must be 0 or above, not " + value);
  }

  /**
   * @param message what is wrong if it does not hold
   */
  public Validation require(boolean holds, String key, String message) {
    if (!holds) {
      problems.add(new SettingsException.Problem(section + "." + key, message));
    }
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
