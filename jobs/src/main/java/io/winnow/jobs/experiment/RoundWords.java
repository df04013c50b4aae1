package io.winnow.jobs.experiment;

import java.util.stream.LongStream;

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

  /** After so many rounds, round 0 not counted. */
  private long labelled(int rounds, long poolWords) {
    return LongStream.rangeClosed(0, rounds).map(round -> of((int) round, poolWords)).sum();
  }

  /** The first round after which so many words are labelled, or the pool is used up. */
  int lastRound(long targetWords, long poolWords) {
    int last = 0;
    while (labelled(last, poolWords) < Math.min(targetWords, poolWords)) {
      last++;
    }
    return last;
  }
}
