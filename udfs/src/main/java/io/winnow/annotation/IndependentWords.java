package io.winnow.annotation;

import io.winnow.text.EntitySpan;

/** Labels of sentences whose words' tags are taken to be independent of each other. */
abstract class IndependentWords implements Adjudication {

  final Judgements judgements;
  final WordPatterns patterns;
  final int tags;

  /**
   * @param patterns of the judgements, by {@link AnnotatorModel#CONFUSION_MATRIX}
   */
  IndependentWords(Judgements judgements, WordPatterns patterns) {
    this.judgements = judgements;
    this.patterns = patterns;
    this.tags = judgements.scheme().tagCount();
  }

  /**
   * Writes how probable each tag of a word is, from {@code at} on.
   *
   * @return the logarithm of how probable its answers are, in nats
   */
  abstract double posterior(int sentence, int word, double[] posteriors, int at);

  /** A span is as certain as all its words' tags, and that the word behind does not go on. */
  @Override
  public final AdjudicatedLabel label(int sentence) {
    int words = judgements.wordCount(sentence);
    double[] posteriors = new double[words * tags];
    for (int word = 0; word < words; word++) {
      posterior(sentence, word, posteriors, word * tags);
    }
    int[] path = TagPath.bestSaid(judgements, sentence, posteriors, TagPath.allowed(tags));
    return TagPath.label(
        judgements, sentence, path, posteriors, span -> certainty(span, path, posteriors));
  }

  private double certainty(EntitySpan span, int[] path, double[] posteriors) {
    double sure = 1;
    for (int word = span.startWord(); word < span.endWord(); word++) {
      sure *= posteriors[word * tags + path[word]];
    }
    int inside = path[span.startWord()] + 1;
    return sure
        * (span.endWord() < path.length ? 1 - posteriors[span.endWord() * tags + inside] : 1);
  }
}
