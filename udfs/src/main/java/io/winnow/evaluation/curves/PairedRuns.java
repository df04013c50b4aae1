package io.winnow.evaluation.curves;

import java.util.List;

/**
 * What two strategies did with one seed, from the same first round on.
 *
 * @param strategy points by words
 * @param baseline points by words
 * @param full models of all the data; none where none was trained
 */
public record PairedRuns(
    List<MeasuredPoint> strategy, List<MeasuredPoint> baseline, List<MeasuredPoint> full) {

  public PairedRuns {
    strategy = List.copyOf(strategy);
    baseline = List.copyOf(baseline);
    full = List.copyOf(full);
    if (strategy.isEmpty() || baseline.isEmpty()) {
      throw new IllegalArgumentException("Both strategies need a point");
    }
  }
}
