package io.winnow.evaluation.quality;

import io.winnow.annotation.Judgements;

/**
 * How far annotators agree, beyond what chance would give where there is an alpha. Names and order
 * change nothing.
 *
 * @param wordAlpha {@link NominalAlpha} over the words' IOB2 tags; at most 1
 * @param spanAlpha {@link UnitizedAlpha} over spans; at most 1
 * @param pairwiseF1 exact spans, mean over pairs of annotators weighted by shared sentences, in 0
 *     to 1
 */
public record Agreement(double wordAlpha, double spanAlpha, double pairwiseF1) {

  /** Each number is NaN if it can't be computed, such as if no sentence has two annotations. */
  public static Agreement of(Judgements judgements) {
    Tally tally = new Tally(judgements);
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      tally.add(SentenceAnswers.all(judgements, sentence));
    }
    return tally.agreement();
  }

  /** Counts sentence by sentence. */
  static final class Tally {

    private final NominalAlpha words;
    private final UnitizedAlpha spans;
    private final PairwiseF1 pairs = new PairwiseF1();
    private final int[] votes;

    Tally(Judgements judgements) {
      this.votes = new int[judgements.scheme().tagCount()];
      this.words = new NominalAlpha(votes.length);
      this.spans = new UnitizedAlpha(judgements.scheme().types().size());
    }

    void add(SentenceAnswers answers) {
      spans.add(answers.tags());
      pairs.add(answers);
      int wordCount = answers.tags()[0].length;
      for (int word = 0; word < wordCount; word++) {
        for (int[] answer : answers.tags()) {
          votes[answer[word]]++;
        }
        words.add(votes);
        for (int[] answer : answers.tags()) {
          votes[answer[word]] = 0;
        }
      }
    }

    PairwiseF1 pairs() {
      return pairs;
    }

    Agreement agreement() {
      return new Agreement(words.value(), spans.value(), pairs.mean());
    }
  }
}
