package io.winnow.model;

/**
 * A stretch of a labelled sentence.
 *
 * @param labels tag ids of the words that the window answers for
 */
public record LabelledWindow(Window window, int[] labels) {

  public LabelledWindow {
    if (labels.length != window.words()) {
      throw new IllegalArgumentException(
          "A window of %d words has %d labels".formatted(window.words(), labels.length));
    }
  }
}
