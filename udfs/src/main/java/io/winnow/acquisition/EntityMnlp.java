package io.winnow.acquisition;

/**
 * MNLP over the words that may be entities; lower = less certain = more worth labelling.
 *
 * <p>The mean of max_k ln p(j,k) over the words j whose probability of being outside of all
 * entities, p(j,O), is below {@value #OUTSIDE}; where there is no such word, over all of them. Most
 * words are plainly outside, and what they add to the mean of {@link Mnlp} hides a doubtful name in
 * a long sentence; averaged over the relevant words, neither length nor filler counts. Scores of
 * potential entities alone: Sapci et al. 2021, arXiv 2111.03837; that weigh rare tags more: Luo et
 * al. 2023, arXiv 2311.00906.
 *
 * <p>Tag 0 is {@code O}, as {@link io.winnow.text.LabelScheme} has it.
 */
record EntityMnlp() implements OnePassFunction {

  /** A word that is less probably outside than this may be part of an entity. */
  static final double OUTSIDE = 0.9;

  private static final float LOG_OUTSIDE = (float) Math.log(OUTSIDE);

  @Override
  public String name() {
    return "entity-mnlp";
  }

  /**
   * @return nats per word, &lt;= 0
   */
  @Override
  public double score(WordDistributions sentence) {
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
}
