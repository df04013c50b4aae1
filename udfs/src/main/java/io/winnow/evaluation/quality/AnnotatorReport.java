package io.winnow.evaluation.quality;

import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.quality.UnjudgedAnswers.OfAnnotator;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * What is known of an annotator. A number is NaN where there is nothing to tell it from.
 *
 * @param settled spans of the settled labels (gold), of this annotator (predicted), and both. The
 *     own vote went into the labels: with few annotators a sentence, this flatters
 * @param usualF1 median over all annotators of their F1 against the settled labels, in 0 to 1; NaN
 *     where too few of them can be compared
 * @param peerF1 mean F1 with each of the others, weighted by shared sentences, in 0 to 1; no own
 *     vote flatters it
 * @param confusion {@code [true tag][said tag]}, rows summing to 1, as the adjudicator sees it;
 *     empty for one who only answered control items. Not copied
 * @param chanceScore how far answers depend on settled labels, 0 (not at all) to 1, after Raykar
 *     and Yu 2012; over types, without regard to spans' borders
 * @param peerScore the same against what the others say of the same words
 * @param suggested answers to sentences that went out with suggestions, against these
 * @param drift empty for one with fewer than three answers
 */
public record AnnotatorReport(
    String annotator,
    Workload work,
    SpanCounts settled,
    double usualF1,
    double peerF1,
    double[][] confusion,
    double chanceScore,
    double peerScore,
    ControlAnswers known,
    ControlAnswers repeats,
    ControlAnswers suggested,
    Pace pace,
    Drift drift) {

  /** Of one who is compared with nobody. */
  static AnnotatorReport alone(
      String annotator,
      Workload work,
      SpanCounts settled,
      double[][] confusion,
      OfAnnotator apart) {
    return new AnnotatorReport(
        annotator,
        work,
        settled,
        Double.NaN,
        Double.NaN,
        confusion,
        Double.NaN,
        Double.NaN,
        apart.known(),
        apart.repeats(),
        ControlAnswers.NONE,
        Pace.UNKNOWN,
        Drift.NONE);
  }

  /** F1 against the settled labels, in 0 to 1; NaN where neither holds a span. */
  public double settledF1() {
    return Shares.f1(settled);
  }

  /** Reasons to doubt this annotator's work; the thresholds are in {@link Suspicion}. */
  public Set<Suspicion> suspicions() {
    return Suspicion.of(this);
  }

  public boolean likelySpammer() {
    return suspicions().stream().anyMatch(Suspicion::marksSpammer);
  }

  /**
   * How much an annotator answered.
   *
   * @param sentences labelled, control items not counted
   * @param words in these sentences
   * @param spans marked in them
   * @param skipped sentences returned without an answer
   * @param withEntities labelled sentences that were settled to hold an entity
   * @param leftEmpty how many of those the annotator marked nothing in
   */
  public record Workload(
      long sentences, long words, long spans, long skipped, long withEntities, long leftEmpty) {

    /** Sentences with entities that were left empty, in 0 to 1; NaN where there are none. */
    public double emptyShare() {
      return Shares.of(leftEmpty, withEntities);
    }
  }

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
     * 2019, J. Memory and Language 109); beyond about 600 people skim (Rayner et al. 2016,
     * Psychological Science in the Public Interest 17). And marking takes time too.
     */
    public static final double FASTEST_READING = 0.1;

    static final Pace UNKNOWN = new Pace(0, Double.NaN, 0);

    /**
     * @param secondsPerWord one an answer; NaN where not known
     */
    static Pace of(DoubleStream secondsPerWord) {
      double[] known = secondsPerWord.filter(seconds -> !Double.isNaN(seconds)).sorted().toArray();
      if (known.length == 0) {
        return UNKNOWN;
      }
      double median = (known[(known.length - 1) / 2] + known[known.length / 2]) / 2;
      long tooFast = Arrays.stream(known).filter(seconds -> seconds < FASTEST_READING).count();
      return new Pace(known.length, median, (int) tooFast);
    }

    /** Implausibly fast answers among those with a time, in 0 to 1; NaN where none has one. */
    public double tooFastShare() {
      return Shares.of(tooFast, timed);
    }
  }

  /**
   * Whether an annotator's answers get better or worse with time. They are compared with what at
   * least half of the others marked: settled labels move along with the annotator's own vote, which
   * with three votes hides half of the change.
   *
   * @param first the earliest third of the annotator's answers: the others' spans (gold), the
   *     annotator's (predicted), and both
   * @param last the latest third
   */
  public record Drift(SpanCounts first, SpanCounts last) {

    static final Drift NONE = new Drift(SpanCounts.NONE, SpanCounts.NONE);

    /** F1 of the first third, in 0 to 1; NaN where it holds no span. */
    public double firstF1() {
      return Shares.f1(first);
    }

    public double lastF1() {
      return Shares.f1(last);
    }

    /**
     * Two-proportion z of the difference, below 0 where the annotator got worse; 2.6 either way
     * comes by chance once in a hundred. Compared are shares s of spans, the others' or the
     * annotator's, that are both; F1, which is no share, is 2s / (1 + s). Spans are counted, since
     * the words of a span are right or wrong together.
     *
     * @return NaN where a third holds no span, 0 where both are all right or all wrong
     */
    public double z() {
      double firstSpans = Shares.either(first);
      double lastSpans = Shares.either(last);
      if (firstSpans == 0 || lastSpans == 0) {
        return Double.NaN;
      }
      double pooled = (first.correct() + last.correct()) / (firstSpans + lastSpans);
      if (pooled == 0 || pooled == 1) {
        return 0;
      }
      double error = Math.sqrt(pooled * (1 - pooled) * (1 / firstSpans + 1 / lastSpans));
      return (last.correct() / lastSpans - first.correct() / firstSpans) / error;
    }
  }
}
