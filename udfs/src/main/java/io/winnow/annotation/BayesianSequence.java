package io.winnow.annotation;

import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.List;

/**
 * Bayesian sequence combination, "BSC": true tags are a Markov chain, annotators err each in their
 * own way, and all of it is found together by mean-field variational inference. Simpson and
 * Gurevych, "A Bayesian Approach for Sequence Tagging with Crowds", EMNLP 2019, D19-1101.
 *
 * <p>As in the paper: Dirichlet rows for the chain, without transitions that IOB2 forbids;
 * annotator models {@link AnnotatorModel}; a model of the words, independent of each other given
 * their tags; expected logarithms by digamma; forward-backward; the label by Viterbi.
 *
 * <p>Unlike it, so that nothing needs tuning on labelled data:
 *
 * <ul>
 *   <li>the prior of an annotator is what the crowd does, learned along, and not a constant (its
 *       own few constants, varied tenfold, moved the F1 of "bsc" by a point at most, on simulated
 *       and real crowds);
 *   <li>inference begins with the shares of the votes; begun with the prior and a chain in which
 *       everything is equally likely, it ends with far too many entities;
 *   <li>a word form is evidence for its tag by the form's other occurrences;
 *   <li>a tag that nobody gave a word counts a tenth, and never becomes the label: what all agree
 *       on stays.
 * </ul>
 *
 * A span's confidence is the sum over all tag sequences that have exactly this span, against the
 * sum over all.
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
    return new Adjudication() {
      @Override
      public AdjudicatedLabel label(int sentence) {
        return labelled(judgements, fit, sentence);
      }

      @Override
      public double[][] confusion(int annotator) {
        return fit.confusion(annotator);
      }
    };
  }

  private static AdjudicatedLabel labelled(Judgements judgements, SequenceFit fit, int sentence) {
    LabelScheme scheme = judgements.scheme();
    int tags = scheme.tagCount();
    int words = judgements.wordCount(sentence);
    double[] evidence = fit.evidence(sentence);
    ForwardBackward sums = new ForwardBackward(tags);
    sums.run(evidence, fit.transitions(), words);
    float[] posteriors = new float[words * tags];
    for (int i = 0; i < posteriors.length; i++) {
      posteriors[i] = (float) sums.posteriors()[i];
    }
    int[] path = TagPath.bestSaid(judgements, sentence, evidence, fit.logTransitions());
    double least = 1;
    for (int word = 0; word < words; word++) {
      least = Math.min(least, posteriors[word * tags + path[word]]);
    }
    List<ConfidentSpan> spans = new ArrayList<>();
    for (EntitySpan span : scheme.spans(path)) {
      int begin = path[span.startWord()];
      spans.add(new ConfidentSpan(span, sums.span(span.startWord(), span.endWord(), begin)));
    }
    return new AdjudicatedLabel(judgements.sentenceId(sentence), spans, least, posteriors);
  }
}
