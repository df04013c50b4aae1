package io.winnow.jobs.experiment;

import io.winnow.jobs.Console;
import java.util.stream.Collectors;

/**
 * Shows how far an experiment is, by the steps of its rounds: a round may take many minutes, and
 * several go on at a time. For several threads.
 */
final class Advance {

  /** Steps of a round: it has chosen, is trained, is measured. */
  static final int OF_ROUND = 3;

  private final Console console;
  private final Console.Progress progress;
  private long done;

  Advance(Console console, Console.Progress progress) {
    this.console = console;
    this.progress = progress;
  }

  /**
   * A step is done.
   *
   * @param points that it is done for: all strategies share the first round of a seed
   */
  synchronized void step(int points) {
    done += points;
    progress.at(done, "");
  }

  /** A round is over. Steps that took less than half a second are left out. */
  synchronized void tell(Point point) {
    console.say(
        "%s: %,d words, F1 %.4f; %s"
            .formatted(
                point.name(),
                point.words(),
                point.f1(),
                point.seconds().entrySet().stream()
                    .filter(step -> step.getValue() >= 0.5)
                    .map(step -> "%s %.0f s".formatted(step.getKey(), step.getValue()))
                    .collect(Collectors.joining(", "))));
  }
}
