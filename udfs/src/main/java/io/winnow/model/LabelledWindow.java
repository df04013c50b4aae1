package io.winnow.model;

/**
 * A stretch of a labelled sentence.
 *
 * @param targets of the words that the window answers for
 */
public record LabelledWindow(Window window, WordTargets targets) {

  public LabelledWindow {
    if (targets.words() != window.words()) {
      throw new IllegalArgumentException(
          "A window of %d words has %d labels".formatted(window.words(), targets.words()));
    }
  }
}
