package io.winnow.acquisition;

/**
 * Log-probability of the best tag of the least certain word; lower = less certain = more worth
 * labelling.
 *
 * <p>min_j max_k ln p(j,k). "Lowest token probability" (LTP) of Liu et al. 2020, arXiv 2001.02524,
 * who take the tags of the most probable path; with words decoded independently those are the best
 * tags.
 */
public record LowestProbability() implements OnePassFunction {

  @Override
  public String name() {
    return "lowest-probability";
  }

  /**
   * @return nats, in [-ln tags, 0]
   */
  @Override
  public double score(WordDistributions sentence) {
    double lowest = 0;
    for (int word = 0; word < sentence.words(); word++) {
      float best = sentence.bestLogProbability(word);
      // A comparison, since min would let a -0.0 replace 0.0, and some sort the two apart.
      if (best < lowest) {
        lowest = best;
      }
    }
    return lowest;
  }
}
