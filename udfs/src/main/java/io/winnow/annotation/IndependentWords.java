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

  /** By tag, the logarithm of its frequency. */
  abstract double[] logFrequencies();

  /**
   * Adds to {@code logs}, from {@code at} on: how probable a word's answers are given each tag, up
   * to a constant.
   */
  abstract void addAnswers(int sentence, int word, double[] logs, int at);

  /**
   * Writes how probable each tag of a word is, from {@code at} on.
   *
   * @return the logarithm of how probable its answers are, up to the constant, in nats
   */
  final double posterior(int sentence, int word, double[] posteriors, int at) {
    System.arraycopy(logFrequencies(), 0, posteriors, at, tags);
    addAnswers(sentence, word, posteriors, at);
    return Logs.normalise(posteriors, at, tags);
  }

  /**
   * The label is the most probable valid IOB2. It is as certain as all words' tags together; a span
   * as certain as its words' tags, and that the word behind does not go on; at the {@link
   * Temperature} of the number of answers.
   */
  @Override
  public final AdjudicatedLabel label(int sentence) {
    int words = judgements.wordCount(sentence);
    double temperature = Temperature.ofWord(judgements.answers(sentence));
    double[] said = new double[words * tags];
    for (int word = 0; word < words; word++) {
      addAnswers(sentence, word, said, word * tags);
    }
    double[] sharp = posteriors(said, 1);
    double[] posteriors = posteriors(said, temperature);
    int[] path = TagPath.bestSaid(judgements, sentence, sharp, TagPath.allowed(tags));
    return TagPath.label(
        judgements,
        sentence,
        path,
        posteriors,
        certainty(0, words, path, posteriors),
        span -> certainty(span, path, posteriors));
  }

  /**
   * @param said {@code [words x tags]}, as {@link #addAnswers} makes it
   */
  private double[] posteriors(double[] said, double temperature) {
    double[] posteriors = new double[said.length];
    for (int at = 0; at < said.length; at += tags) {
      for (int tag = 0; tag < tags; tag++) {
        posteriors[at + tag] = logFrequencies()[tag] + said[at + tag] / temperature;
      }
      Logs.normalise(posteriors, at, tags);
    }
    return posteriors;
  }

  private double certainty(EntitySpan span, int[] path, double[] posteriors) {
    int inside = path[span.startWord()] + 1;
    int end = span.endWord();
    return certainty(span.startWord(), end, path, posteriors)
        * (end < path.length ? 1 - posteriors[end * tags + inside] : 1);
  }

  private double certainty(int from, int to, int[] path, double[] posteriors) {
    double sure = 1;
    for (int word = from; word < to; word++) {
      sure *= posteriors[word * tags + path[word]];
    }
    return sure;
  }
}
