package io.winnow.annotation;

/** How the annotators of a sentence are divided over its words' tags. */
final class VoteShares {

  private VoteShares() {}

  /** {@code [words x tags]}: the share of annotators that gave the word the tag. */
  static float[] of(Judgements judgements, int sentence) {
    int tags = judgements.scheme().tagCount();
    int words = judgements.wordCount(sentence);
    int from = judgements.firstAnnotation(sentence);
    int to = judgements.firstAnnotation(sentence + 1);
    int[] votes = new int[words * tags];
    for (int annotation = from; annotation < to; annotation++) {
      for (int word = 0; word < words; word++) {
        votes[word * tags + judgements.tag(annotation, word)]++;
      }
    }
    float[] shares = new float[votes.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) votes[i] / (to - from);
    }
    return shares;
  }

  /** The least of the settled tags' shares; 1 without words. */
  static double least(float[] shares, int[] settled) {
    double least = 1;
    int tags = settled.length == 0 ? 0 : shares.length / settled.length;
    for (int word = 0; word < settled.length; word++) {
      least = Math.min(least, shares[word * tags + settled[word]]);
    }
    return least;
  }
}
