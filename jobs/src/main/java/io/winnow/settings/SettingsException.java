package io.winnow.settings;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Invalid settings: all of them, each under its key in {@code winnow.conf}.
 *
 * @since 0.1.0
 */
public final class SettingsException extends IllegalArgumentException {

  /** What is wrong with the value of one key, such as {@code must be at least 1, not 0}. */
  public record Problem(String key, String message) {}

  private final transient List<Problem> problems;

  public SettingsException(List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> problem.key() + ": " + problem.message())
            .collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
