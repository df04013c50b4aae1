package io.winnow.config;

import java.util.List;

/**
 * Everything that is wrong with the configuration, one line each with where it was written.
 *
 * @since 0.1.0
 */
public final class ConfigurationException extends RuntimeException {

  private final transient List<String> problems;

  ConfigurationException(List<String> problems) {
    super(
        "The configuration has %s:\n  %s"
            .formatted(
                problems.size() == 1 ? "a problem" : problems.size() + " problems",
                String.join("\n  ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** One line each, such as {@code train.epocs (--set): no such key; did you mean train.epochs?} */
  public List<String> problems() {
    return problems;
  }
}
