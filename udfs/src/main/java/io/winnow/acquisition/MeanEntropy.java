package io.winnow.acquisition;

/**
 * Mean token entropy, <b>negated</b>: lower = less certain = more worth labelling.
 *
 * <p>-(1/n) sum_j H(j) with H(j) = -sum_k p(j,k) ln p(j,k). "Token entropy" (TE) of Settles and
 * Craven 2008, D08-1112; their total (TTE) is this times n, which prefers long sentences.
 */
record MeanEntropy() implements OnePassFunction {

  @Override
  public String name() {
    return "mean-entropy";
  }

  /**
   * @return nats per word, in [-ln tags, 0]
   */
  @Override
  public double score(WordDistributions sentence) {
    double sum = 0;
    for (int word = 0; word < sentence.words(); word++) {
      sum += Entropy.of(sentence, word);
    }
    return Entropy.negated(sum / sentence.words());
  }
}
