package io.winnow.acquisition;

import java.util.Arrays;

/**
 * Vote entropy, <b>negated</b>: lower = more disagreement = more worth labelling.
 *
 * <p>-(1/n) sum_j H(votes of j / M): every pass votes for its most probable tag of a word, the
 * first of several. Dagan and Engelson 1995 (ICML); Engelson and Dagan 1996, P96-1042, whose
 * constant divisor is left out, as it changes no order; for sequences as Settles and Craven 2008,
 * D08-1112. With dropout for a committee: see {@link Bald}.
 */
public record VoteEntropy() implements CommitteeFunction {

  @Override
  public String name() {
    return "vote-entropy";
  }

  /**
   * @return nats per word, in [-ln min(passes, tags), 0]
   */
  @Override
  public double score(Committee committee) {
    int[] votes = new int[committee.tags()];
    double sum = 0;
    for (int word = 0; word < committee.words(); word++) {
      sum += disagreement(committee, word, votes);
    }
    return Entropy.negated(sum / committee.words());
  }

  /**
   * @param votes [tags], overwritten; handed in so that a word allocates nothing
   */
  private static double disagreement(Committee committee, int word, int[] votes) {
    Arrays.fill(votes, 0);
    for (int member = 0; member < committee.size(); member++) {
      WordDistributions pass = committee.pass(member);
      // Throws on NaN, for which bestTag() would vote.
      pass.bestLogProbability(word);
      votes[pass.bestTag(word)]++;
    }
    double entropy = 0;
    for (int count : votes) {
      double share = (double) count / committee.size();
      entropy += Entropy.term(share, Math.log(share));
    }
    return entropy;
  }
}
