package io.winnow.annotation;

import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.List;

/** Labels of sentences whose words' tags are taken to be independent of each other. */
final class IndependentWords implements Adjudication {

  private final Judgements judgements;
  private final WordFit fit;
  private final LabelScheme scheme;
  private final double[] transitions;

  IndependentWords(Judgements judgements, WordFit fit) {
    this.judgements = judgements;
    this.fit = fit;
    this.scheme = judgements.scheme();
    this.transitions = TagPath.allowed(scheme.tagCount());
  }

  /**
   * The most probable valid tags. A span is as certain as all its words' tags together, and that
   * the word behind does not go on with it.
   */
  @Override
  public AdjudicatedLabel label(int sentence) {
    double[] posteriors = fit.posteriors(sentence);
    int words = judgements.wordCount(sentence);
    int tags = scheme.tagCount();
    float[] rounded = new float[words * tags];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) posteriors[i];
    }
    int[] path = TagPath.bestSaid(judgements, sentence, posteriors, transitions);
    double least = 1;
    for (int word = 0; word < words; word++) {
      least = Math.min(least, posteriors[word * tags + path[word]]);
    }
    List<ConfidentSpan> spans = new ArrayList<>();
    for (EntitySpan span : scheme.spans(path)) {
      int inside = path[span.startWord()] + 1;
      double sure = 1;
      for (int word = span.startWord(); word < span.endWord(); word++) {
        sure *= posteriors[word * tags + path[word]];
      }
      sure *= span.endWord() < words ? 1 - posteriors[span.endWord() * tags + inside] : 1;
      spans.add(new ConfidentSpan(span, sure));
    }
    return new AdjudicatedLabel(judgements.sentenceId(sentence), spans, least, rounded);
  }

  @Override
  public double[][] confusion(int annotator) {
    return fit.confusion(annotator);
  }

  /** What was learnt from judgements, with words independent of each other. */
  interface WordFit {

    /** {@code [words x tags]}, rows one after the other: how probable each tag of each word is. */
    double[] posteriors(int sentence);

    /** See {@link Adjudication#confusion}. */
    double[][] confusion(int annotator);
  }
}
