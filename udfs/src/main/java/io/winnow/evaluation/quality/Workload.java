package io.winnow.evaluation.quality;

/**
 * How much an annotator answered.
 *
 * @param sentences labelled, checks not counted
 * @param words in these sentences
 * @param spans marked in them
 * @param skipped sentences returned without an answer
 * @param withEntities labelled sentences that were settled to hold an entity
 * @param leftEmpty how many of those the annotator marked nothing in
 */
public record Workload(
    long sentences, long words, long spans, long skipped, long withEntities, long leftEmpty) {

  /** Sentences with entities that were left empty, in 0 to 1; NaN where there are none. */
  public double emptyShare() {
    return Shares.of(leftEmpty, withEntities);
  }
}
