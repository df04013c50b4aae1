package io.winnow.annotation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The current estimate of the annotators: for each, context and true tag a Dirichlet distribution
 * over what is said, with the same prior for everyone: pseudo-counts of {@value #ANY} for each tag
 * that can be said, and {@value #RIGHT} more for the right one.
 */
final class AnnotatorBeliefs {

  private static final double ANY = 1;

  /** Between 3 and 11, F1 changes by less than half a point. */
  private static final double RIGHT = 6;

  /** What an annotator is shown to do begins with so many answers as the whole crowd gives them. */
  private static final double SHOWN = 5;

  private final AnswerCells cells;
  private final AnnotatorModel model;
  private final int tags;
  private final double[][] logs;
  private double[][] counts;
  private double[][] before;

  /** {@code [true tag][said tag]}: what all say, as a few pseudo-counts; null if not asked for. */
  private double[][] crowd;

  AnnotatorBeliefs(Judgements judgements, AnnotatorModel model) {
    this.cells = new AnswerCells(judgements, model);
    this.model = model;
    this.tags = judgements.scheme().tagCount();
    this.logs = cells.table();
    this.counts = cells.table();
    this.before = cells.table();
    updateLogs(cells.rowSums(counts, 0));
  }

  /** Adds to {@code sums} by tag, from {@code at} on: the log-likelihood of what was said. */
  void addLogs(int sentence, int word, double[] sums, int at) {
    cells.sum(logs, sentence, word, sums, at);
  }

  /** Adds to the next counts. */
  void count(int sentence, int word, double[] shares, int at) {
    cells.add(counts, sentence, word, shares, at);
  }

  /**
   * Learns from the counts and begins new ones.
   *
   * @return the sum of their differences from the counts before them
   */
  double learn() {
    updateLogs(cells.rowSums(counts, 0));
    crowd = null;
    double change = 0;
    for (int cell : cells.occurring) {
      for (int tag = 0; tag < tags; tag++) {
        change += Math.abs(counts[cell][tag] - before[cell][tag]);
      }
    }
    before = counts;
    counts = cells.table();
    return change;
  }

  /** {@code [true tag][said tag]}: over all contexts, as often as they are met. */
  double[][] confusion(int annotator) {
    crowd = crowd == null ? crowd() : crowd;
    double[][] first = Arrays.stream(crowd).map(double[]::clone).toArray(double[][]::new);
    return cells.confusion(annotator, before, first);
  }

  private double[][] crowd() {
    double[][] crowd = new double[tags][tags];
    for (int tag = 0; tag < tags; tag++) {
      Arrays.fill(crowd[tag], ANY);
      crowd[tag][tag] += RIGHT;
    }
    for (int cell : cells.occurring) {
      for (int tag = 0; tag < tags; tag++) {
        crowd[tag][cells.said(cell)] += before[cell][tag];
      }
    }
    for (double[] row : crowd) {
      double sum = Arrays.stream(row).sum();
      Arrays.setAll(row, said -> SHOWN * row[said] / sum);
    }
    return crowd;
  }

  private double prior(int context, int said, int tag) {
    // Who missed the beginning can't go on, and says nothing.
    int right = model.allows(context, tag) ? tag : 0;
    return said == right ? ANY + RIGHT : ANY;
  }

  /** The same for every true tag. */
  private double priorSum(int context) {
    return IntStream.range(0, tags)
        .filter(said -> model.allows(context, said))
        .mapToDouble(said -> prior(context, said, 0))
        .sum();
  }

  private void updateLogs(double[][] rowCounts) {
    int row = -1;
    double[] all = new double[tags];
    double[] sums = new double[cells.contexts];
    Arrays.setAll(sums, this::priorSum);
    for (int cell : cells.occurring) {
      int context = cells.context(cell);
      for (int tag = 0; tag < tags && cells.row(cell) != row; tag++) {
        all[tag] = Logs.digamma(rowCounts[cells.row(cell)][tag] + sums[context]);
      }
      row = cells.row(cell);
      for (int tag = 0; tag < tags; tag++) {
        double expected = counts[cell][tag] + prior(context, cells.said(cell), tag);
        logs[cell][tag] = Logs.digamma(expected) - all[tag];
      }
    }
  }
}
