package io.winnow.acquisition;

/**
 * Margin; lower = less certain = more worth labelling.
 *
 * <p>(1/n) sum_j (p(j,1st) - p(j,2nd)): how far the most probable tag of a word is ahead of the
 * second, as a probability. Scheffer, Decomain and Wrobel 2001 (IDA) take this difference at every
 * word, and so does Winnow; they ask for single words, Winnow for sentences, so it is averaged and
 * length alone doesn't count. Not the same as the margin between the two best <i>paths</i> in
 * Settles and Craven 2008, D08-1112, which vanishes as a sentence grows.
 *
 * <p>With a single tag there is no second and the margin is 1.
 */
record Margin() implements OnePassFunction {

  @Override
  public String name() {
    return "margin";
  }

  /**
   * @return a probability, in [0, 1]
   */
  @Override
  public double score(WordDistributions sentence) {
    double sum = 0;
    for (int word = 0; word < sentence.words(); word++) {
      sum += margin(sentence, word);
    }
    return Math.min(1, sum / sentence.words());
  }

  @Override
  public double certain() {
    return 1;
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
}
