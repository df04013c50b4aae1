package io.winnow.evaluation.quality;

/**
 * How far what an annotator says depends on what is there: the spammer score of Raykar and Yu 2012,
 * "Eliminating Spammers and Ranking Annotators for Crowdsourced Labeling Tasks", JMLR 13: the mean
 * squared distance of the rows of the confusion, less what they would differ by from chance. 0
 * where the answer does not depend on the sentence, 1 for one who is always right; with two classes
 * the square of sensitivity + specificity - 1.
 */
final class ChanceScore {

  /** Classes met in fewer words than this are left out: their rows are mostly chance. */
  static final int LEAST_WORDS = 20;

  private ChanceScore() {}

  /**
   * @param shares {@code [true class][said class]}, rows summing to 1
   * @param words by class: how many words the row is counted from
   * @return in 0 to 1; NaN where fewer than two classes were met often enough
   */
  static double of(double[][] shares, double[] words) {
    double sum = 0;
    int classes = 0;
    for (int one = 0; one < shares.length; one++) {
      if (words[one] >= LEAST_WORDS) {
        for (int other = 0; other < one; other++) {
          if (words[other] >= LEAST_WORDS) {
            sum += distance(shares[one], shares[other]);
            sum -= spread(shares[one], words[one]) + spread(shares[other], words[other]);
          }
        }
        classes++;
      }
    }
    return classes < 2 ? Double.NaN : Math.max(0, sum / (classes * (classes - 1.0)));
  }

  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int said = 0; said < one.length; said++) {
      sum += (one[said] - other[said]) * (one[said] - other[said]);
    }
    return sum;
  }

  /** The expected squared distance of a row of shares from what it estimates. */
  private static double spread(double[] row, double words) {
    double sum = 1;
    for (double share : row) {
      sum -= share * share;
    }
    return sum / (words - 1);
  }
}
