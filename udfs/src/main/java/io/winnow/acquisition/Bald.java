package io.winnow.acquisition;

import java.util.Arrays;

/**
 * Bayesian Active Learning by Disagreement, <b>negated</b>: lower = more to be learnt = more worth
 * labelling.
 *
 * <p>-(1/n) sum_j I(j) with I(j) = H(mean of the passes' distributions) - mean of the passes' H:
 * the mutual information between a word's tag and the model's weights, from M passes with dropout
 * on. High if each pass is certain and they contradict each other; zero if all are equally
 * uncertain, as on a word that is ambiguous by nature. Houlsby et al. 2011, arXiv 1112.5745; by
 * dropout: Gal and Ghahramani 2016, arXiv 1506.02142, and Gal et al. 2017, arXiv 1703.02910.
 *
 * <p>For tagging, Shen et al. 2018, arXiv 1707.05928, and Siddhant and Lipton 2018, D18-1318, take
 * the share of passes that leave the majority in its place; that is closer to {@link VoteEntropy}.
 */
public record Bald() implements CommitteeFunction {

  @Override
  public String name() {
    return "bald";
  }

  /**
   * @return nats per word, in [-ln min(passes, tags), 0]
   */
  @Override
  public double score(Committee committee) {
    double[] mean = new double[committee.tags()];
    double sum = 0;
    for (int word = 0; word < committee.words(); word++) {
      sum += mutualInformation(committee, word, mean);
    }
    return Entropy.negated(sum / committee.words());
  }

  /**
   * @param mean [tags], overwritten; handed in so that a word allocates nothing
   */
  private static double mutualInformation(Committee committee, int word, double[] mean) {
    Arrays.fill(mean, 0);
    double ofEach = 0;
    for (int member = 0; member < committee.size(); member++) {
      WordDistributions pass = committee.pass(member);
      // Throws on NaN, which Entropy.term() would swallow.
      pass.bestLogProbability(word);
      for (int tag = 0; tag < mean.length; tag++) {
        double log = pass.logProbability(word, tag);
        double probability = Math.exp(log);
        mean[tag] += probability;
        ofEach += Entropy.term(probability, log);
      }
    }
    double ofMean = 0;
    for (double sum : mean) {
      double probability = sum / committee.size();
      ofMean += Entropy.term(probability, Math.log(probability));
    }
    return ofMean - ofEach / committee.size();
  }
}
