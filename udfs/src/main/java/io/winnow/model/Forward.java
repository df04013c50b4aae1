package io.winnow.model;

import java.util.List;

/** One native call on a batch. */
@FunctionalInterface
interface Forward {

  Answers on(List<Window> windows);

  /**
   * What leaves the graph.
   *
   * @param rows b, the windows; w below are the words that they answer for
   * @param logProbabilities [w, tags]
   * @param pooled [b, hidden], or empty
   * @param committee [passes, w, tags]
   */
  record Answers(int rows, float[] logProbabilities, float[] pooled, float[] committee) {}
}
