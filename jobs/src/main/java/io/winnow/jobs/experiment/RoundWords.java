package io.winnow.jobs.experiment;

/**
 * How many words each round labels.
 *
 * @param initial of round 0, which is random
 * @param first of round 1
 * @param growth what each later round labels, as a multiple of the round before; 1: all the same
 */
public record RoundWords(WordAmount initial, WordAmount first, double growth) {

  public RoundWords {
    if (!(growth >= 1) || Double.isInfinite(growth)) {
      throw new IllegalArgumentException("Rounds can grow by 1 or more, not by " + growth);
    }
  }

  long of(int round, long poolWords) {
    return round == 0
        ? initial.of(poolWords)
        : Math.round(first.of(poolWords) * Math.pow(growth, round - 1.0));
  }

  /** How many rounds it takes to label so many words, or the whole pool; at least 1. */
  int roundsTo(long targetWords, long poolWords) {
    int rounds = 1;
    long labelled = of(0, poolWords);
    while (labelled < Math.min(targetWords, poolWords)) {
      labelled += of(rounds, poolWords);
      rounds++;
    }
    return rounds;
  }
}
