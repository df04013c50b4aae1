package io.winnow.evaluation.quality;

import io.winnow.Internal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Gathers how long answers took, in any order and in memory that does not grow with their number:
 * of very many, a fixed sample is kept.
 */
@Internal
public final class TimedAnswers {

  /** Fewer tell nothing of what an answer takes. */
  public static final int LEAST = 10;

  private static final int MOST = 20_000;

  private static final Comparator<Timed> HIGHEST_FIRST =
      Comparator.comparingLong(Timed::key)
          .thenComparingDouble(Timed::seconds)
          .thenComparingInt(Timed::words)
          .thenComparingInt(Timed::suggestions)
          .reversed();

  private final PriorityQueue<Timed> sample = new PriorityQueue<>(HIGHEST_FIRST);
  private long answers;
  private long untimed;

  /**
   * An answer with a time.
   *
   * @param key looks random, and is the same in every run
   */
  record Timed(long key, int words, int suggestions, double seconds) {}

  /**
   * @param words of the sentence, at least 1
   * @param suggestions entities that were suggested with it
   * @param seconds as they were returned; null, NaN, infinite or not above 0 is no time
   */
  public void add(String sentence, String annotator, int words, int suggestions, Double seconds) {
    boolean isTime = seconds != null && seconds > 0 && seconds < Double.POSITIVE_INFINITY;
    if (!isTime || words < 1) {
      untimed++;
      return;
    }
    answers++;
    sample.add(new Timed(key(sentence, annotator), words, suggestions, seconds));
    if (sample.size() > MOST) {
      sample.poll();
    }
  }

  /** Steele et al. 2014, SplitMix64, of both hashes. */
  private static long key(String sentence, String annotator) {
    long mixed = ((long) sentence.hashCode() << Integer.SIZE) ^ annotator.hashCode();
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** What answers take; empty if fewer than {@value #LEAST} have a time. */
  public Optional<AnswerTime> learnt() {
    if (answers < LEAST) {
      return Optional.empty();
    }
    List<Timed> all = new ArrayList<>(sample);
    // Sums in one order, whatever the answers came in.
    all.sort(HIGHEST_FIRST);
    TimeFit fit = TimeFit.of(all);
    double typical =
        all.stream()
            .mapToDouble(it -> fit.expected(it.words(), it.suggestions()))
            .average()
            .orElseThrow();
    return Optional.of(
        new AnswerTime(
            fit.perSentence(),
            fit.perWord(),
            fit.perSuggestion(),
            typical,
            answers,
            Math.round(fit.farOff() * ((double) answers / all.size())),
            untimed));
  }
}
