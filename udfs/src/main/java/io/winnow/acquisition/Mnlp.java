package io.winnow.acquisition;

/**
 * Maximum Normalized Log-Probability; lower = less certain = more worth labelling.
 *
 * <p>(1/n) sum_j max_k ln p(j,k), exact when words are decoded independently. Shen et al. 2018,
 * arXiv 1707.05928, eq. 2.
 */
public record Mnlp() implements OnePassFunction {

  @Override
  public String name() {
    return "mnlp";
  }

  /**
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
