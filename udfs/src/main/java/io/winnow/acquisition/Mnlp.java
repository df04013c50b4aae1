package io.winnow.acquisition;

/**
 * Maximum Normalized Log-Probability; lower = less certain = more worth labelling.
 *
 * <p>(1/n) sum_j max_k ln p(j,k), exact when words are decoded independently. Shen et al. 2018,
 * arXiv 1707.05928, eq. 2.
 */
public final class Mnlp implements AcquisitionFunction {

  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "mnlp";
  }

  /**
   * @param sentence [words, tags], natural log, rows sum to 1 in probability; first sub-word of
   *     each word
   * @return nats per word, &lt;= 0
   */
  @Override
  public double score(WordDistributions sentence) {
    double sum = 0;
    for (int word = 0; word < sentence.words(); word++) {
      sum += sentence.bestLogProbability(word);
    }
    // A probability of 1 may come out of the model's softmax a rounding error above it.
    return Math.min(0, sum / sentence.words());
  }
}
