package io.winnow.evaluation.quality;

import io.winnow.text.LabelScheme;

/**
 * Krippendorff's alpha for spans: the coefficient called u-alpha of Krippendorff, Mathet, Bouvry
 * and Widlöcher 2016, "On the reliability of unitizing textual continua: Further developments",
 * Quality &amp; Quantity 50, equations 1, 4 and 5. Where two annotators' spans meet, the words they
 * share agree or not; a span that is cut differently agrees in part.
 *
 * <p>Each sentence is a continuum of words, so that annotators need not have answered the same
 * sentences. What differs from {@link NominalAlpha} over words is what chance is thought to move: a
 * span as a whole, while the words between spans, which nobody delimits, move one by one. If all
 * spans are one word long, both give the same.
 */
final class UnitizedAlpha {

  private final long[] counts;
  private long pairable;
  private double withItself;
  private double disagreement;

  /**
   * @param types how many entity types there are
   */
  public UnitizedAlpha(int types) {
    this.counts = new long[1 + types];
  }

  /**
   * Adds a sentence; one with fewer than two answers says nothing of agreement and is left out.
   *
   * @param tags by annotator and word: IOB2 tag ids of a {@link LabelScheme}
   */
  public void add(int[][] tags) {
    int annotators = tags.length;
    if (annotators < 2) {
      return;
    }
    int words = tags[0].length;
    int[] votes = new int[counts.length];
    for (int word = 0; word < words; word++) {
      for (int[] answer : tags) {
        votes[1 + LabelScheme.typeOf(answer[word])]++;
      }
      long unlike = 0;
      for (int value = 0; value < votes.length; value++) {
        counts[value] += votes[value];
        unlike += (long) votes[value] * (annotators - votes[value]);
        votes[value] = 0;
      }
      disagreement += (double) unlike / (annotators - 1);
    }
    pairable += (long) annotators * words;
    for (int[] answer : tags) {
      withItself += words;
      for (long span : SpanCodes.of(answer)) {
        double length = SpanCodes.length(span);
        withItself += length * length - length;
      }
    }
  }

  /** At most 1; NaN where all words have the same type, or there are none to pair. */
  public double value() {
    double unlike = NominalAlpha.unlikePairs(counts, pairable);
    if (!(unlike > 0)) {
      return Double.NaN;
    }
    double expected = pairable * unlike / ((double) pairable * pairable - withItself);
    return 1 - disagreement / expected;
  }
}
