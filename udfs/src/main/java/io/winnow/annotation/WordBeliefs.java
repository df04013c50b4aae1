package io.winnow.annotation;

import java.util.Arrays;

/**
 * The estimated word forms of each tag: a Dirichlet distribution per tag. A word's likelihood
 * leaves its own count out (the zero-order collapsed variational update, Asuncion et al., UAI
 * 2009), so that a form met once does not confirm its own tag. How likely a tag is to bring a form
 * never seen with it follows from the forms that occur once (Good 1953): many are names. What one
 * annotator says of a form again and again counts once, see {@link OccurrenceWeights}.
 */
final class WordBeliefs {

  /** Pseudo-count of words of a tag about which nothing is known. */
  private static final double PRIOR = 5;

  /** A word's own share below this changes no likelihood that matters. */
  private static final double NEGLIGIBLE = 1e-6;

  private static final double LEAST_NEW = 0.01;
  private static final double MOST_NEW = 0.9;

  private final Judgements judgements;
  private final OccurrenceWeights weights;
  private final int tags;
  private final float[] posteriors;
  private final boolean[] once;
  private final double[] unseen;
  private double[] counts;
  private double[] next;
  private final double[] totals;

  /** {@code [forms x tags]}, no share left out. */
  private final double[] logs;

  WordBeliefs(Judgements judgements) {
    int forms = judgements.forms();
    this.judgements = judgements;
    this.weights = new OccurrenceWeights(judgements);
    this.tags = judgements.scheme().tagCount();
    this.posteriors = new float[judgements.words() * tags];
    this.once = new boolean[forms];
    this.unseen = new double[tags];
    this.totals = new double[tags];
    this.counts = new double[forms * tags];
    this.next = new double[forms * tags];
    this.logs = new double[forms * tags];
    int[] occurrences = new int[forms];
    for (int word = 0; word < judgements.words(); word++) {
      occurrences[judgements.form(word)]++;
    }
    for (int form = 0; form < once.length; form++) {
      once[form] = occurrences[form] == 1;
    }
  }

  /**
   * Multiplies evidence by how likely a word is given each tag.
   *
   * @param word its place among all
   * @param weight the likelihood's exponent: 1 for all of it, 0 for nothing
   */
  void weigh(int word, double weight, double[] evidence, int at) {
    int from = judgements.form(word) * tags;
    for (int tag = 0; tag < tags; tag++) {
      double own = posteriors[word * tags + tag];
      double log = own < NEGLIGIBLE ? logs[from + tag] : log(counts[from + tag], tag, own);
      evidence[at + tag] *= Math.exp(weight * log);
    }
  }

  /** How likely a tag is to bring a form with such a count, an own share of both left out. */
  private double log(double count, int tag, double own) {
    double others = Math.max(0, count - own);
    double all = Math.max(0, totals[tag] - own);
    return Math.log((others + unseen[tag] / judgements.forms()) / (all + unseen[tag]));
  }

  /** Adds to the next counts. */
  void count(int word, double[] shares, int at) {
    int to = judgements.form(word) * tags;
    for (int tag = 0; tag < tags; tag++) {
      posteriors[word * tags + tag] = (float) (weights.of(word, tag) * shares[at + tag]);
      next[to + tag] += posteriors[word * tags + tag];
    }
  }

  /** Learns from the counts and begins new ones. */
  void learn() {
    double[] last = counts;
    counts = next;
    next = last;
    Arrays.fill(next, 0);
    Arrays.fill(totals, 0);
    double[] met = new double[tags];
    for (int form = 0; form < once.length; form++) {
      for (int tag = 0; tag < tags; tag++) {
        totals[tag] += counts[form * tags + tag];
        met[tag] += once[form] ? counts[form * tags + tag] : 0;
      }
    }
    double average = Arrays.stream(met).sum() / Math.max(1, Arrays.stream(totals).sum());
    for (int tag = 0; tag < tags; tag++) {
      double share = (met[tag] + PRIOR * average) / (totals[tag] + PRIOR);
      share = Math.min(MOST_NEW, Math.max(LEAST_NEW, share));
      unseen[tag] = (totals[tag] + PRIOR) * share / (1 - share);
    }
    for (int at = 0; at < logs.length; at++) {
      logs[at] = log(counts[at], at % tags, 0);
    }
  }
}
