package io.winnow.acquisition;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * Winnow's own functions, all exact where words are decoded independently. In the formulas there
 * are n words, those that the model saw, p(j,k) is the probability of tag k at word j, and H(j) =
 * -sum_k p(j,k) ln p(j,k).
 */
public final class Formulas {

  /**
   * Maximum Normalized Log-Probability: (1/n) sum_j max_k ln p(j,k). Shen et al. 2018, arXiv
   * 1707.05928, eq. 2.
   */
  public static final OnePassFunction MNLP =
      new OnePass("mnlp", 0, it -> Math.min(0, sum(it, it::bestLogProbability) / it.words()));

  /**
   * MNLP over the words whose probability of being outside of all entities, p(j,O), is below 0.9;
   * where there is no such word, over all of them. Most words are plainly outside, and what they
   * add to the mean hides a doubtful name in a long sentence. Scores of potential entities alone:
   * Sapci et al. 2021, arXiv 2111.03837; that weigh rare tags more: Luo et al. 2023, arXiv
   * 2311.00906.
   */
  static final OnePassFunction ENTITY_MNLP =
      new OnePass("entity-mnlp", 0, Formulas::ofMaybeEntities);

  /**
   * Least confidence: ln P(y*) = sum_j max_k ln p(j,k), the log-probability of the most probable
   * tag path. It falls with every word, so it prefers long sentences. Culotta and McCallum 2005
   * (AAAI); Settles and Craven 2008, D08-1112.
   */
  static final OnePassFunction LEAST_CONFIDENCE =
      new OnePass("least-confidence", 0, it -> Math.min(0, sum(it, it::bestLogProbability)));

  /**
   * Mean token entropy, negated: -(1/n) sum_j H(j). "Token entropy" (TE) of Settles and Craven
   * 2008, D08-1112; their total (TTE) is this times n, which prefers long sentences.
   */
  static final OnePassFunction MEAN_ENTROPY =
      new OnePass(
          "mean-entropy", 0, it -> negated(sum(it, word -> entropy(it, word)) / it.words()));

  /**
   * Entropy of the most doubtful word, negated: -max_j H(j). Token entropy with the maximum over
   * the words in place of their mean: one hard name is enough, even among many easy words.
   */
  static final OnePassFunction MAX_ENTROPY =
      new OnePass("max-entropy", 0, Formulas::ofHighestEntropy);

  /**
   * Margin: (1/n) sum_j (p(j,1st) - p(j,2nd)), how far the most probable tag of a word is ahead of
   * the second; 1 where there is no second. Scheffer, Decomain and Wrobel 2001 (IDA) take this
   * difference at every word, but ask for single words; averaged, length alone doesn't count. Not
   * the margin between the two best <i>paths</i> in Settles and Craven 2008, D08-1112, which
   * vanishes as a sentence grows.
   */
  static final OnePassFunction MARGIN =
      new OnePass("margin", 1, it -> Math.min(1, sum(it, word -> margin(it, word)) / it.words()));

  /**
   * Log-probability of the least certain word's best tag: min_j max_k ln p(j,k). "Lowest token
   * probability" (LTP) of Liu et al. 2020, arXiv 2001.02524.
   */
  public static final OnePassFunction LOWEST_PROBABILITY =
      new OnePass("lowest-probability", 0, Formulas::ofLowest);

  /**
   * Bayesian Active Learning by Disagreement, negated: -(1/n) sum_j I(j) with I(j) = H(mean of the
   * passes' distributions) - mean of the passes' H: the mutual information between a word's tag and
   * the model's weights. High if each pass is certain and they contradict each other; zero if all
   * are equally uncertain, as on a word that is ambiguous by nature. Houlsby et al. 2011, arXiv
   * 1112.5745; by dropout: Gal and Ghahramani 2016, arXiv 1506.02142, and Gal et al. 2017, arXiv
   * 1703.02910.
   *
   * <p>For tagging, Shen et al. 2018, arXiv 1707.05928, and Siddhant and Lipton 2018, D18-1318,
   * take the share of passes that leave the majority in its place; that is closer to {@link
   * #VOTE_ENTROPY}.
   */
  public static final CommitteeFunction BALD = new OfPasses("bald", Formulas::mutualInformation);

  /**
   * Vote entropy, negated: -(1/n) sum_j H(votes of j / M): every pass votes for its most probable
   * tag of a word, the first of several. Dagan and Engelson 1995 (ICML); Engelson and Dagan 1996,
   * P96-1042, whose constant divisor is left out; for sequences as Settles and Craven 2008,
   * D08-1112.
   */
  public static final CommitteeFunction VOTE_ENTROPY =
      new OfPasses("vote-entropy", Formulas::disagreement);

  /** In the order in which they are listed. */
  static final List<AcquisitionFunction> ALL =
      List.of(
          MNLP,
          ENTITY_MNLP,
          LEAST_CONFIDENCE,
          MEAN_ENTROPY,
          MAX_ENTROPY,
          MARGIN,
          LOWEST_PROBABILITY,
          BALD,
          VOTE_ENTROPY);

  /** A word that is less probably outside than this may be part of an entity. */
  private static final double OUTSIDE = 0.9;

  private static final float LOG_OUTSIDE = (float) Math.log(OUTSIDE);

  private Formulas() {}

  private interface Formula extends ToDoubleFunction<WordDistributions>, Serializable {}

  private record OnePass(String name, double certain, Formula formula) implements OnePassFunction {

    @Override
    public double score(WordDistributions sentence) {
      return formula.applyAsDouble(sentence);
    }
  }

  private interface WordFormula extends Serializable {

    /**
     * @param sums [tags], all 0; handed in so that a word allocates nothing
     */
    double of(Committee committee, int word, double[] sums);
  }

  /** The mean of what is said of each word, negated; in [-ln min(passes, tags), 0]. */
  private record OfPasses(String name, WordFormula formula) implements CommitteeFunction {

    @Override
    public double score(Committee committee) {
      double[] sums = new double[committee.tags()];
      double sum = 0;
      for (int word = 0; word < committee.words(); word++) {
        Arrays.fill(sums, 0);
        sum += formula.of(committee, word, sums);
      }
      return negated(sum / committee.words());
    }
  }

  private static double sum(WordDistributions sentence, IntToDoubleFunction ofWord) {
    double sum = 0;
    for (int word = 0; word < sentence.words(); word++) {
      sum += ofWord.applyAsDouble(word);
    }
    return sum;
  }

  /** Tag 0 is {@code O}, as {@link io.winnow.text.LabelScheme} has it. */
  private static double ofMaybeEntities(WordDistributions sentence) {
    double all = 0;
    double maybeEntities = 0;
    int count = 0;
    for (int word = 0; word < sentence.words(); word++) {
      float best = sentence.bestLogProbability(word);
      all += best;
      if (sentence.logProbability(word, 0) < LOG_OUTSIDE) {
        maybeEntities += best;
        count++;
      }
    }
    return Math.min(0, count > 0 ? maybeEntities / count : all / sentence.words());
  }

  private static double ofHighestEntropy(WordDistributions sentence) {
    double highest = 0;
    for (int word = 0; word < sentence.words(); word++) {
      highest = Math.max(highest, entropy(sentence, word));
    }
    return negated(highest);
  }

  private static double margin(WordDistributions sentence, int word) {
    float first = sentence.bestLogProbability(word);
    int best = sentence.bestTag(word);
    float second = Float.NEGATIVE_INFINITY;
    for (int tag = 0; tag < sentence.tags(); tag++) {
      if (tag != best) {
        second = Math.max(second, sentence.logProbability(word, tag));
      }
    }
    return Math.exp(first) - Math.exp(second);
  }

  private static double ofLowest(WordDistributions sentence) {
    double lowest = 0;
    for (int word = 0; word < sentence.words(); word++) {
      float best = sentence.bestLogProbability(word);
      // A comparison, since min would let a -0.0 replace 0.0, and some sort the two apart.
      lowest = best < lowest ? best : lowest;
    }
    return lowest;
  }

  private static double mutualInformation(Committee committee, int word, double[] sums) {
    double ofEach = 0;
    for (int member = 0; member < committee.size(); member++) {
      WordDistributions pass = committee.pass(member);
      // Throws on NaN, which no comparison finds.
      pass.bestLogProbability(word);
      for (int tag = 0; tag < sums.length; tag++) {
        double log = pass.logProbability(word, tag);
        double probability = Math.exp(log);
        sums[tag] += probability;
        ofEach += term(probability, log);
      }
    }
    return entropyOfMean(sums, committee.size()) - ofEach / committee.size();
  }

  private static double disagreement(Committee committee, int word, double[] votes) {
    for (int member = 0; member < committee.size(); member++) {
      WordDistributions pass = committee.pass(member);
      // Throws on NaN, which no comparison finds.
      pass.bestLogProbability(word);
      votes[pass.bestTag(word)]++;
    }
    return entropyOfMean(votes, committee.size());
  }

  private static double entropyOfMean(double[] sums, int size) {
    double entropy = 0;
    for (double sum : sums) {
      entropy += term(sum / size, Math.log(sum / size));
    }
    return entropy;
  }

  private static double entropy(WordDistributions sentence, int word) {
    // Throws on NaN, which the comparison in term() would swallow.
    sentence.bestLogProbability(word);
    double entropy = 0;
    for (int tag = 0; tag < sentence.tags(); tag++) {
      double log = sentence.logProbability(word, tag);
      entropy += term(Math.exp(log), log);
    }
    return entropy;
  }

  /** What one outcome adds to an entropy in nats: -p ln p, 0 where p is 0. */
  private static double term(double probability, double log) {
    return probability > 0 ? -probability * log : 0;
  }

  /**
   * Turns an entropy into a score, lower = less certain. Rounding may leave an entropy a little
   * below 0; the score is then 0, and never -0.0, which some sort before 0.0.
   */
  private static double negated(double entropy) {
    return 0.0 - Math.max(0.0, entropy);
  }
}
