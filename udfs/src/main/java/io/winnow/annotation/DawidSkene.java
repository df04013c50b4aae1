package io.winnow.annotation;

import java.util.Arrays;

/**
 * Each annotator has a confusion matrix, the probability of every tag said given the true one; it
 * and the true tags are found together by expectation maximisation. Dawid and Skene, "Maximum
 * Likelihood Estimation of Observer Error-Rates Using the EM Algorithm", Applied Statistics 28(1),
 * 1979, with one addition: each count is smoothed, so that a tag an annotator has hardly met breaks
 * nothing.
 *
 * <p>Begins with the shares of the votes, as the paper does. Words are independent of each other;
 * the label is the best valid IOB2 under their posteriors.
 *
 * @param iterations at most, at least 1; fewer when nothing changes any more
 * @param smoothing added to each count, above 0
 */
record DawidSkene(int iterations, double smoothing) implements Adjudicator {

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
    Fit fit = new Fit(judgements, smoothing);
    fit.run(iterations);
    return new IndependentWords(judgements, fit);
  }

  /** Expectation maximisation. */
  private static final class Fit implements IndependentWords.WordFit {

    /** Stops when the sum of all changes, divided by the number of judgements, is less. */
    private static final double CONVERGED = 1e-6;

    private final Judgements judgements;
    private final int tags;
    private final double smoothing;
    private final WordPatterns patterns;
    private final AnswerCells cells;
    private final double[] logSaid;
    private final double[] logTrue;
    private double[] counts;
    private double[] trueCounts;

    Fit(Judgements judgements, double smoothing) {
      this.judgements = judgements;
      this.tags = judgements.scheme().tagCount();
      this.smoothing = smoothing;
      this.patterns = new WordPatterns(judgements, AnnotatorModel.CONFUSION_MATRIX);
      this.cells = new AnswerCells(judgements, AnnotatorModel.CONFUSION_MATRIX);
      this.logSaid = new double[cells.size() * tags];
      this.logTrue = new double[tags];
      this.counts = new double[cells.size() * tags];
      this.trueCounts = new double[tags];
      count(Start.VOTES);
    }

    private enum Start {
      VOTES,
      POSTERIORS
    }

    void run(int iterations) {
      maximise();
      for (int i = 1; i < iterations; i++) {
        double[] before = counts;
        counts = new double[before.length];
        trueCounts = new double[tags];
        count(Start.POSTERIORS);
        maximise();
        double change = 0;
        for (int cell = 0; cell < counts.length; cell++) {
          change += Math.abs(counts[cell] - before[cell]);
        }
        if (change < CONVERGED * judgements.size()) {
          return;
        }
      }
    }

    /** {@code [words x tags]}. */
    @Override
    public double[] posteriors(int sentence) {
      int words = judgements.wordCount(sentence);
      double[] posteriors = new double[words * tags];
      for (int word = 0; word < words; word++) {
        posterior(sentence, word, posteriors, word * tags);
      }
      return posteriors;
    }

    @Override
    public double[][] confusion(int annotator) {
      double[][] shares = new double[tags][tags];
      for (double[] row : shares) {
        Arrays.fill(row, smoothing);
      }
      return cells.confusion(annotator, counts, shares);
    }

    private void posterior(int sentence, int word, double[] posteriors, int at) {
      System.arraycopy(logTrue, 0, posteriors, at, tags);
      cells.sum(logSaid, sentence, word, posteriors, at);
      Logs.normalise(posteriors, at, tags);
    }

    private void count(Start start) {
      double[] shares = new double[tags];
      for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
        int to = patterns.firstPattern(sentence + 1);
        for (int pattern = patterns.firstPattern(sentence); pattern < to; pattern++) {
          int word = patterns.example(pattern);
          if (start == Start.VOTES) {
            votes(sentence, word, shares);
          } else {
            posterior(sentence, word, shares, 0);
          }
          for (int tag = 0; tag < tags; tag++) {
            shares[tag] *= patterns.weight(pattern);
            trueCounts[tag] += shares[tag];
          }
          cells.add(counts, sentence, word, shares, 0);
        }
      }
    }

    private void votes(int sentence, int word, double[] shares) {
      Arrays.fill(shares, 0);
      int from = judgements.firstAnnotation(sentence);
      int to = judgements.firstAnnotation(sentence + 1);
      for (int annotation = from; annotation < to; annotation++) {
        shares[judgements.tag(annotation, word)] += 1.0 / (to - from);
      }
    }

    private void maximise() {
      double words = Arrays.stream(trueCounts).sum() + tags * smoothing;
      for (int tag = 0; tag < tags; tag++) {
        logTrue[tag] = Math.log((trueCounts[tag] + smoothing) / words);
      }
      for (int row = 0; row < cells.rows(); row++) {
        int from = cells.firstCell(row);
        int to = cells.firstCell(row + 1);
        for (int tag = 0; tag < tags; tag++) {
          double sum = tags * smoothing;
          for (int cell = from; cell < to; cell++) {
            sum += counts[cell * tags + tag];
          }
          for (int cell = from; cell < to; cell++) {
            logSaid[cell * tags + tag] = Math.log((counts[cell * tags + tag] + smoothing) / sum);
          }
        }
      }
    }
  }
}
