package io.winnow.annotation;

/**
 * Bayesian sequence combination, "BSC": true tags are a Markov chain, annotators err each in their
 * own way, and all of it is found together by mean-field variational inference. Simpson and
 * Gurevych, "A Bayesian Approach for Sequence Tagging with Crowds", EMNLP 2019, D19-1101.
 *
 * <p>As in the paper: Dirichlet rows for the chain, without transitions that IOB2 forbids;
 * annotator models {@link AnnotatorModel} with a Dirichlet prior that favours the right tag; a
 * model of the words, independent of each other given their tags; expected logarithms by digamma;
 * forward-backward.
 *
 * <p>Unlike it:
 *
 * <ul>
 *   <li>inference begins with the shares of the votes; begun with the prior and a chain in which
 *       everything is equally likely, it ends with far too many entities;
 *   <li>a word form is evidence for its tag by the form's other occurrences, and the less of it the
 *       more answers a sentence has;
 *   <li>a tag that nobody gave a word counts a tenth, and never becomes the label: what all agree
 *       on stays;
 *   <li>the label is not the most probable sequence, but the spans from which the best F1 is
 *       expected, see {@link LikelySpans}.
 * </ul>
 *
 * A span's confidence is the sum over all tag sequences that have exactly this span, against the
 * sum over all; a label's is the probability of its sequence; both at a {@link Temperature}.
 *
 * @param model {@link AnnotatorModel#SEQUENTIAL} for "bsc", {@link AnnotatorModel#CONFUSION_MATRIX}
 *     for "bsc-cm"
 */
record BayesianSequence(AnnotatorModel model) implements Adjudicator {

  /** At most; fewer when nothing changes any more. */
  private static final int ITERATIONS = 50;

  private static final double CONVERGED = 1e-4;

  @Override
  public String name() {
    return model == AnnotatorModel.SEQUENTIAL ? "bsc" : "bsc-cm";
  }

  @Override
  public Adjudication adjudicate(Judgements judgements) {
    SequenceFit fit = new SequenceFit(judgements, model);
    fit.run(ITERATIONS, CONVERGED);
    return fit;
  }
}
