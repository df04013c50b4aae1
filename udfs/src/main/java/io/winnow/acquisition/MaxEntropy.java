package io.winnow.acquisition;

/**
 * Entropy of the most doubtful word, <b>negated</b>: lower = less certain = more worth labelling.
 *
 * <p>-max_j H(j) with H(j) = -sum_k p(j,k) ln p(j,k). The token entropy of Settles and Craven 2008,
 * D08-1112, with the maximum over the words in place of their mean: one hard name is enough, even
 * among many easy words.
 */
record MaxEntropy() implements OnePassFunction {

  @Override
  public String name() {
    return "max-entropy";
  }

  /**
   * @return nats, in [-ln tags, 0]
   */
  @Override
  public double score(WordDistributions sentence) {
    double highest = 0;
    for (int word = 0; word < sentence.words(); word++) {
      highest = Math.max(highest, Entropy.of(sentence, word));
    }
    return Entropy.negated(highest);
  }
}
