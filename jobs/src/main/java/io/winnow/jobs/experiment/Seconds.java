package io.winnow.jobs.experiment;

import java.util.Map;
import java.util.stream.Collectors;

/** Seconds by step, as text. */
final class Seconds {

  private Seconds() {}

  /** Such as {@code train 43 s, evaluate 6 s}; what took less than half a second is left out. */
  static String text(Map<String, Double> seconds) {
    return seconds.entrySet().stream()
        .filter(step -> step.getValue() >= 0.5)
        .map(step -> "%s %.0f s".formatted(step.getKey(), step.getValue()))
        .collect(Collectors.joining(", "));
  }
}
