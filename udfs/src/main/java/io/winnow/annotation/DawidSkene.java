package io.winnow.annotation;

import java.util.Arrays;

/**
 * Each annotator has a confusion matrix, the probability of every tag said given the true one; it
 * and the true tags are found together by expectation maximisation, from the shares of the votes
 * on. Dawid and Skene, "Maximum Likelihood Estimation of Observer Error-Rates Using the EM
 * Algorithm", Applied Statistics 28(1), 1979; but counts are smoothed, so that a tag an annotator
 * has hardly met breaks nothing. Words are independent; the label is the best valid IOB2.
 *
 * @param iterations at most, at least 1; fewer when nothing changes any more
 * @param smoothing added to each count, above 0
 */
record DawidSkene(int iterations, double smoothing) implements Adjudicator {

  /** Stops when the sum of all changes, divided by the number of judgements, is less. */
  private static final double CONVERGED = 1e-6;

  DawidSkene {
    if (iterations < 1 || !(smoothing > 0)) {
      throw new IllegalArgumentException(
          "Dawid-Skene needs at least 1 iteration and smoothing above 0, not %d and %s"
              .formatted(iterations, smoothing));
    }
  }

  DawidSkene() {
    this(100, 0.01);
  }

  @Override
  public String name() {
    return "dawid-skene";
  }

  @Override
  public Adjudication adjudicate(Judgements judgements) {
    Fit fit = new Fit(judgements);
    fit.run();
    return fit;
  }

  /** Expectation maximisation. */
  private final class Fit extends IndependentWords {

    private final AnswerCells cells;
    private final double[][] logSaid;
    private final double[] logTrue;
    private double[][] counts;

    Fit(Judgements judgements) {
      super(judgements, new WordPatterns(judgements, AnnotatorModel.CONFUSION_MATRIX));
      this.cells = new AnswerCells(judgements, AnnotatorModel.CONFUSION_MATRIX);
      this.logSaid = cells.table();
      this.logTrue = new double[tags];
    }

    void run() {
      step(this::votes);
      for (int i = 1; i < iterations; i++) {
        double[][] before = counts;
        step((sentence, word, shares) -> posterior(sentence, word, shares, 0));
        double change = 0;
        for (int cell : cells.occurring) {
          for (int tag = 0; tag < tags; tag++) {
            change += Math.abs(counts[cell][tag] - before[cell][tag]);
          }
        }
        if (change < CONVERGED * judgements.size()) {
          return;
        }
      }
    }

    @Override
    public double[][] confusion(int annotator) {
      double[][] shares = new double[tags][tags];
      for (double[] row : shares) {
        Arrays.fill(row, smoothing);
      }
      return cells.confusion(annotator, counts, shares);
    }

    @Override
    double[] logFrequencies() {
      return logTrue;
    }

    @Override
    void addAnswers(int sentence, int word, double[] logs, int at) {
      cells.sum(logSaid, sentence, word, logs, at);
    }

    private void votes(int sentence, int word, double[] shares) {
      Arrays.fill(shares, 0);
      int from = judgements.firstAnnotation(sentence);
      int to = judgements.firstAnnotation(sentence + 1);
      for (int annotation = from; annotation < to; annotation++) {
        shares[judgements.tag(annotation, word)] += 1.0 / (to - from);
      }
    }

    private void step(Expectation expectation) {
      counts = cells.table();
      double[] trueCounts = new double[tags];
      double[] shares = new double[tags];
      for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
        int to = patterns.firstPattern(sentence + 1);
        for (int pattern = patterns.firstPattern(sentence); pattern < to; pattern++) {
          int word = patterns.example(pattern);
          expectation.write(sentence, word, shares);
          for (int tag = 0; tag < tags; tag++) {
            shares[tag] *= patterns.weight(pattern);
            trueCounts[tag] += shares[tag];
          }
          cells.add(counts, sentence, word, shares, 0);
        }
      }
      maximise(trueCounts);
    }

    private void maximise(double[] trueCounts) {
      double words = Arrays.stream(trueCounts).sum() + tags * smoothing;
      Arrays.setAll(logTrue, tag -> Math.log((trueCounts[tag] + smoothing) / words));
      double[][] sums = cells.rowSums(counts, tags * smoothing);
      for (int cell : cells.occurring) {
        double[] ofRow = sums[cells.row(cell)];
        for (int tag = 0; tag < tags; tag++) {
          logSaid[cell][tag] = Math.log((counts[cell][tag] + smoothing) / ofRow[tag]);
        }
      }
    }
  }

  /** Writes the share of each tag of a word. */
  private interface Expectation {
    void write(int sentence, int word, double[] shares);
  }
}
