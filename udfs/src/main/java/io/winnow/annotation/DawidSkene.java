package io.winnow.annotation;

/**
 * Each annotator has a confusion matrix, the probability of every tag said given the true one; it
 * and the true tags are found together by expectation maximisation. Dawid and Skene, "Maximum
 * Likelihood Estimation of Observer Error-Rates Using the EM Algorithm", Applied Statistics 28(1),
 * 1979, with one addition: each count is smoothed, so that a tag an annotator has hardly met breaks
 * nothing.
 *
 * <p>Begins with the shares of the votes, as the paper does. Words are independent of each other;
 * the label is the best valid IOB2 under their posteriors.
 */
public final class DawidSkene implements Adjudicator {

  private static final int ITERATIONS = 100;
  private static final double SMOOTHING = 0.01;

  private final int iterations;
  private final double smoothing;

  /** At most 100 iterations, 0.01 added to each count. */
  public DawidSkene() {
    this(ITERATIONS, SMOOTHING);
  }

  /**
   * @param iterations at most, at least 1; fewer when nothing changes any more
   * @param smoothing added to each count, above 0
   */
  public DawidSkene(int iterations, double smoothing) {
    if (iterations < 1 || !(smoothing > 0)) {
      throw new IllegalArgumentException(
          "Dawid-Skene needs at least 1 iteration and smoothing above 0, not %d and %s"
              .formatted(iterations, smoothing));
    }
    this.iterations = iterations;
    this.smoothing = smoothing;
  }

  @Override
  public String name() {
    return "dawid-skene";
  }

  @Override
  public Adjudication adjudicate(Judgements judgements) {
    DawidSkeneFit fit = new DawidSkeneFit(judgements, smoothing);
    fit.run(iterations);
    return new IndependentWords(judgements, fit);
  }
}
