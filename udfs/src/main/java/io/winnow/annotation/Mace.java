package io.winnow.annotation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Multi-Annotator Competence Estimation: for each word an annotator either knows the tag and gives
 * it, or spams: gives one drawn from their own distribution, independent of the truth. Hovy,
 * Berg-Kirkpatrick, Vaswani and Hovy, "Learning Whom to Trust with MACE", NAACL 2013, N13-1132: the
 * variational Bayes variant, with the paper's priors: Beta(0.5, 0.5) on competence, Dirichlet(10)
 * on the spamming distribution.
 *
 * <p>Unlike the paper, where true tags are uniform, their frequencies are learned: most words are
 * no entity, and an annotator who says so of a word is no spammer. They count less than in full:
 * competence is one number for all tags, and an annotator who overlooks many entities would be
 * believed of each word that it is none.
 *
 * <p>Of several starts, the first even, the others drawn from fixed seeds, the one under which the
 * answers are most probable wins. Words are independent; the label is the best valid IOB2.
 *
 * @param restarts how often to begin, at least 1
 * @param iterations at most, each time, at least 1
 */
record Mace(int restarts, int iterations) implements Adjudicator {

  /** As the paper has it. */
  Mace() {
    this(10, 50);
  }

  @Override
  public String name() {
    return "mace";
  }

  @Override
  public Adjudication adjudicate(Judgements judgements) {
    Fit best = null;
    WordPatterns patterns = new WordPatterns(judgements, AnnotatorModel.CONFUSION_MATRIX);
    for (int start = 0; start < restarts; start++) {
      Fit fit = new Fit(judgements, patterns, start);
      fit.run(iterations);
      best = best == null || fit.evidence > best.evidence ? fit : best;
    }
    return best;
  }

  /** Variational inference from one start. Tables are {@code [annotator][tag said]}. */
  private static final class Fit extends IndependentWords {

    private static final double COMPETENCE_PRIOR = 0.5;
    private static final double SPAM_PRIOR = 10;

    /**
     * The exponent of the frequencies of true tags; from 0.5 to 0.75 F1 changes by half a point.
     */
    private static final double FREQUENCY_WEIGHT = 0.6;

    /** Stops when the evidence rose by less, relative to itself. */
    private static final double CONVERGED = 1e-7;

    private final double[] knows;
    private final double[][] spams;
    private final double[][] logSpam;
    private final double[][] logRatio;
    private final double[] logTrue;
    private double[] trueCounts;
    private double[] knowing;
    private double[][] spamming;

    /** The logarithm of how probable the answers are, in nats. */
    private double evidence;

    /**
     * @param start 0 begins with everyone alike; any other is the seed of a random beginning
     */
    Fit(Judgements judgements, WordPatterns patterns, int start) {
      super(judgements, patterns);
      int annotators = judgements.annotators();
      this.knows = new double[annotators];
      this.spams = new double[annotators][tags];
      this.logSpam = new double[annotators][tags];
      this.logRatio = new double[annotators][tags];
      this.logTrue = new double[tags];
      Arrays.fill(logTrue, -Math.log(tags));
      SplittableRandom random = new SplittableRandom(start);
      for (int annotator = 0; annotator < annotators; annotator++) {
        double known = start == 0 ? 0.5 : random.nextDouble(0.1, 0.9);
        knows[annotator] = known;
        double[] weights = new double[tags];
        Arrays.setAll(weights, said -> start == 0 ? 1 : random.nextDouble(0.5, 1.5));
        double sum = Arrays.stream(weights).sum();
        Arrays.setAll(spams[annotator], said -> (1 - known) * weights[said] / sum);
      }
      tabulate();
    }

    void run(int iterations) {
      for (int i = 0; i < iterations; i++) {
        double before = evidence;
        expect();
        if (i > 0 && Math.abs(evidence - before) <= CONVERGED * Math.abs(before)) {
          return;
        }
        maximise();
      }
      expect();
    }

    @Override
    public double[][] confusion(int annotator) {
      double spam = spam(annotator);
      double known = knowing[annotator] + COMPETENCE_PRIOR;
      double all = knowing[annotator] + spam + 2 * COMPETENCE_PRIOR;
      double[][] shares = new double[tags][tags];
      for (int tag = 0; tag < tags; tag++) {
        for (int said = 0; said < tags; said++) {
          double drawn = (spamming[annotator][said] + SPAM_PRIOR) / (spam + tags * SPAM_PRIOR);
          shares[tag][said] = (1 - known / all) * drawn + (tag == said ? known / all : 0);
        }
      }
      return shares;
    }

    private double spam(int annotator) {
      double spam = 0;
      for (double spammed : spamming[annotator]) {
        spam += spammed;
      }
      return spam;
    }

    private void tabulate() {
      for (int annotator = 0; annotator < knows.length; annotator++) {
        for (int said = 0; said < tags; said++) {
          logSpam[annotator][said] = Math.log(spams[annotator][said]);
          logRatio[annotator][said] = Math.log1p(knows[annotator] / spams[annotator][said]);
        }
      }
    }

    @Override
    double[] logFrequencies() {
      return logTrue;
    }

    /** Up to what the answers are worth if all spam, see {@link #ofSpam}. */
    @Override
    void addAnswers(int sentence, int word, double[] logs, int at) {
      int to = judgements.firstAnnotation(sentence + 1);
      for (int a = judgements.firstAnnotation(sentence); a < to; a++) {
        int said = judgements.tag(a, word);
        logs[at + said] += logRatio[judgements.annotator(a)][said];
      }
    }

    /** The logarithm of how probable a word's answers are if all spam, in nats. */
    private double ofSpam(int sentence, int word) {
      double spam = 0;
      int to = judgements.firstAnnotation(sentence + 1);
      for (int a = judgements.firstAnnotation(sentence); a < to; a++) {
        spam += logSpam[judgements.annotator(a)][judgements.tag(a, word)];
      }
      return spam;
    }

    private void expect() {
      knowing = new double[knows.length];
      spamming = new double[knows.length][tags];
      trueCounts = new double[tags];
      evidence = 0;
      double[] posterior = new double[tags];
      for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
        int last = patterns.firstPattern(sentence + 1);
        for (int pattern = patterns.firstPattern(sentence); pattern < last; pattern++) {
          int word = patterns.example(pattern);
          int weight = patterns.weight(pattern);
          evidence += weight * (ofSpam(sentence, word) + posterior(sentence, word, posterior, 0));
          for (int tag = 0; tag < tags; tag++) {
            trueCounts[tag] += weight * posterior[tag];
          }
          int to = judgements.firstAnnotation(sentence + 1);
          for (int a = judgements.firstAnnotation(sentence); a < to; a++) {
            int said = judgements.tag(a, word);
            int annotator = judgements.annotator(a);
            double knew = knows[annotator] + spams[annotator][said];
            double known = weight * posterior[said] * knows[annotator] / knew;
            knowing[annotator] += known;
            spamming[annotator][said] += weight - known;
          }
        }
      }
    }

    /** Exponentials of expected logarithms, so that they sum to a little less than 1. */
    private void maximise() {
      for (int annotator = 0; annotator < knows.length; annotator++) {
        double spam = spam(annotator);
        double all = Logs.digamma(knowing[annotator] + spam + 2 * COMPETENCE_PRIOR);
        double drawn = Logs.digamma(spam + tags * SPAM_PRIOR);
        knows[annotator] = Math.exp(Logs.digamma(knowing[annotator] + COMPETENCE_PRIOR) - all);
        double lazy = Logs.digamma(spam + COMPETENCE_PRIOR) - all;
        double[] counts = spamming[annotator];
        Arrays.setAll(
            spams[annotator], s -> Math.exp(lazy + Logs.digamma(counts[s] + SPAM_PRIOR) - drawn));
      }
      double words = Arrays.stream(trueCounts).sum() + tags;
      Arrays.setAll(logTrue, tag -> FREQUENCY_WEIGHT * Math.log((trueCounts[tag] + 1) / words));
      tabulate();
    }
  }
}
