package io.winnow.evaluation.quality;

import java.util.Arrays;

/**
 * How long an annotator takes.
 *
 * @param timed answers to sentences with words whose time is known
 * @param secondsPerWord median over these answers; NaN of none
 * @param tooFast how many of these took less than {@link #FASTEST_READING} a word
 */
public record Pace(int timed, double secondsPerWord, int tooFast) {

  /**
   * Seconds a word: 600 words a minute. Careful silent reading of English runs at 238 (Brysbaert
   * 2019, J. Memory and Language 109); beyond about 600 people skim and no longer read each word
   * (Rayner et al. 2016, Psychological Science in the Public Interest 17). And marking takes time
   * too.
   */
  public static final double FASTEST_READING = 0.1;

  static final Pace UNKNOWN = new Pace(0, Double.NaN, 0);

  /**
   * @param secondsPerWord one an answer; sorted in place
   */
  static Pace of(float[] secondsPerWord) {
    if (secondsPerWord.length == 0) {
      return UNKNOWN;
    }
    Arrays.sort(secondsPerWord);
    int size = secondsPerWord.length;
    double median = (secondsPerWord[(size - 1) / 2] + (double) secondsPerWord[size / 2]) / 2;
    int tooFast = 0;
    while (tooFast < size && secondsPerWord[tooFast] < FASTEST_READING) {
      tooFast++;
    }
    return new Pace(size, median, tooFast);
  }

  /** Implausibly fast answers among those with a time, in 0 to 1; NaN where none has one. */
  public double tooFastShare() {
    return Shares.of(tooFast, timed);
  }
}
