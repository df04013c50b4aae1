package io.winnow.annotation;

import java.util.Arrays;

/**
 * The current estimate of the annotators: for each, context and true tag a Dirichlet distribution
 * over what is said.
 *
 * <p>Their prior is the crowd itself (empirical Bayes, in the place of the paper's constants tuned
 * on labelled data): its mean is what annotators say there on average, its strength how alike they
 * are, both learned along with the rest. So an annotator with few sentences counts as an average
 * one, and a rare tag is estimated from the crowd.
 */
final class AnnotatorBeliefs {

  private final AnswerCells cells;
  private final CrowdPrior prior;
  private final int tags;
  private final double[] logs;
  private double[] counts;
  private double[] before;

  AnnotatorBeliefs(Judgements judgements, AnnotatorModel model) {
    this.cells = new AnswerCells(judgements, model);
    this.prior = new CrowdPrior(judgements.scheme(), model);
    this.tags = judgements.scheme().tagCount();
    this.logs = new double[cells.size() * tags];
    this.counts = new double[logs.length];
    this.before = new double[logs.length];
    updateLogs(rowCounts());
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
    double[] rowCounts = rowCounts();
    prior.learn(cells, counts, rowCounts);
    updateLogs(rowCounts);
    double change = 0;
    for (int i = 0; i < counts.length; i++) {
      change += Math.abs(counts[i] - before[i]);
    }
    double[] last = before;
    before = counts;
    counts = last;
    Arrays.fill(counts, 0);
    return change;
  }

  /** {@code [true tag][said tag]}: over all contexts, as often as they are met. */
  double[][] confusion(int annotator) {
    return cells.confusion(annotator, before, prior.marginal());
  }

  private double[] rowCounts() {
    double[] sums = new double[cells.rows() * tags];
    for (int row = 0; row < cells.rows(); row++) {
      for (int cell = cells.firstCell(row); cell < cells.firstCell(row + 1); cell++) {
        for (int tag = 0; tag < tags; tag++) {
          sums[row * tags + tag] += counts[cell * tags + tag];
        }
      }
    }
    return sums;
  }

  private void updateLogs(double[] rowCounts) {
    for (int row = 0; row < cells.rows(); row++) {
      int context = cells.context(row);
      for (int tag = 0; tag < tags; tag++) {
        double all = Logs.digamma(rowCounts[row * tags + tag] + prior.total(context, tag));
        for (int cell = cells.firstCell(row); cell < cells.firstCell(row + 1); cell++) {
          int at = cell * tags + tag;
          logs[at] = Logs.digamma(counts[at] + prior.of(context, cells.said(cell), tag)) - all;
        }
      }
    }
  }
}
