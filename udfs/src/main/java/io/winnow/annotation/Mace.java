package io.winnow.annotation;

/**
 * Multi-Annotator Competence Estimation: of each word an annotator either knows the tag and says
 * it, or spams and says one drawn from a distribution of their own, whatever is true. Hovy,
 * Berg-Kirkpatrick, Vaswani and Hovy, "Learning Whom to Trust with MACE", NAACL 2013, N13-1132: the
 * variational Bayes variant, with the paper's priors: Beta(0.5, 0.5) on competence, Dirichlet(10)
 * on the spamming distribution; true tags are uniform.
 *
 * <p>Of several starts, the first even, the others drawn from fixed seeds, the one under which the
 * answers are most probable wins. Words are independent of each other; the label is the best valid
 * IOB2 under their posteriors.
 */
public final class Mace implements Adjudicator {

  private static final int RESTARTS = 10;
  private static final int ITERATIONS = 50;

  private final int restarts;
  private final int iterations;

  /** The paper's 10 starts of at most 50 iterations. */
  public Mace() {
    this(RESTARTS, ITERATIONS);
  }

  /**
   * @param restarts how often to begin, at least 1
   * @param iterations at most, each time, at least 1
   */
  public Mace(int restarts, int iterations) {
    if (restarts < 1 || iterations < 1) {
      throw new IllegalArgumentException(
          "MACE needs at least 1 start of 1 iteration, not %d of %d"
              .formatted(restarts, iterations));
    }
    this.restarts = restarts;
    this.iterations = iterations;
  }

  @Override
  public String name() {
    return "mace";
  }

  @Override
  public Adjudication adjudicate(Judgements judgements) {
    MaceFit best = null;
    WordPatterns patterns = new WordPatterns(judgements, AnnotatorModel.CONFUSION_MATRIX);
    for (int start = 0; start < restarts; start++) {
      MaceFit fit = new MaceFit(judgements, patterns, start);
      fit.run(iterations);
      if (best == null || fit.evidence() > best.evidence()) {
        best = fit;
      }
    }
    return new IndependentWords(judgements, best);
  }
}
