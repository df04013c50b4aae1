package io.winnow.annotation;

/**
 * The current estimate of the annotators: for each, context and true tag a Dirichlet distribution
 * over what is said. Their prior is the crowd (empirical Bayes; the paper tunes constants on
 * labelled data), so that an annotator with few sentences counts as an average one, and a rare tag
 * is estimated from the crowd.
 */
final class AnnotatorBeliefs {

  private final AnswerCells cells;
  private final CrowdPrior prior;
  private final int tags;
  private final double[][] logs;
  private double[][] counts;
  private double[][] before;

  AnnotatorBeliefs(Judgements judgements, AnnotatorModel model) {
    this.cells = new AnswerCells(judgements, model);
    this.prior = new CrowdPrior(cells, judgements.scheme().tagCount(), model);
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
    double[][] rowCounts = cells.rowSums(counts, 0);
    prior.learn(counts, rowCounts);
    updateLogs(rowCounts);
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
    return cells.confusion(annotator, before, prior.marginal());
  }

  private void updateLogs(double[][] rowCounts) {
    int row = -1;
    double[] all = new double[tags];
    for (int cell : cells.occurring) {
      int context = cells.context(cell);
      for (int tag = 0; tag < tags && cells.row(cell) != row; tag++) {
        all[tag] = Logs.digamma(rowCounts[cells.row(cell)][tag] + prior.total(context, tag));
      }
      row = cells.row(cell);
      for (int tag = 0; tag < tags; tag++) {
        double expected = counts[cell][tag] + prior.of(context, cells.said(cell), tag);
        logs[cell][tag] = Logs.digamma(expected) - all[tag];
      }
    }
  }
}
