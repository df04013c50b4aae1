package io.winnow.acquisition;

/**
 * Least confidence; lower = less certain = more worth labelling.
 *
 * <p>ln P(y*) = sum_j max_k ln p(j,k): the log-probability of the most probable tag path, exact
 * when words are decoded independently. It orders as P(y*) does, and 1 - P(y*) the other way round.
 * Culotta and McCallum 2005 (AAAI); Settles and Craven 2008, D08-1112.
 *
 * <p>It falls with every word, so it prefers long sentences; {@link Mnlp} is the same per word.
 */
record LeastConfidence() implements OnePassFunction {

  @Override
  public String name() {
    return "least-confidence";
  }

  /**
   * @return nats, &lt;= 0
   */
  @Override
  public double score(WordDistributions sentence) {
    double sum = 0;
    for (int word = 0; word < sentence.words(); word++) {
      sum += sentence.bestLogProbability(word);
    }
    // A probability of 1 may come out of the model's softmax a rounding error above it.
    return Math.min(0, sum);
  }
}
