package io.winnow.annotation;

/** What each annotator said, counted against settled tags. */
final class ConfusionCounts {

  private final Judgements judgements;
  private final int tags;
  private final double[] counts;

  ConfusionCounts(Judgements judgements) {
    this.judgements = judgements;
    this.tags = judgements.scheme().tagCount();
    this.counts = new double[judgements.annotators() * tags * tags];
  }

  /** Counts all annotations of a sentence that was settled to these tags, one a word. */
  void add(int sentence, int[] settled) {
    int to = judgements.firstAnnotation(sentence + 1);
    for (int annotation = judgements.firstAnnotation(sentence); annotation < to; annotation++) {
      int rows = judgements.annotator(annotation) * tags;
      for (int word = 0; word < settled.length; word++) {
        counts[(rows + settled[word]) * tags + judgements.tag(annotation, word)]++;
      }
    }
  }

  /** {@code [true tag][said tag]}, rows summing to 1; of a tag never met, what is true is said. */
  double[][] shares(int annotator) {
    double[][] shares = new double[tags][tags];
    for (int row = 0; row < tags; row++) {
      double sum = 0;
      for (int said = 0; said < tags; said++) {
        sum += counts[(annotator * tags + row) * tags + said];
      }
      for (int said = 0; said < tags; said++) {
        shares[row][said] =
            sum > 0 ? counts[(annotator * tags + row) * tags + said] / sum : row == said ? 1 : 0;
      }
    }
    return shares;
  }
}
