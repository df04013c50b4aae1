package io.winnow.evaluation.quality;

import io.winnow.evaluation.quality.AnnotatorReport.Drift;
import io.winnow.evaluation.quality.AnnotatorReport.Pace;
import io.winnow.evaluation.quality.AnnotatorReport.Workload;
import java.util.EnumSet;
import java.util.Set;

/** A reason to doubt an annotator's work. */
public enum Suspicion {
  /** See {@link AnnotatorReport#chanceScore} and {@link AnnotatorReport#peerScore}. */
  NEAR_CHANCE("gives nearly the same annotation for every sentence"),
  ALWAYS_EMPTY("marks nothing where there are entities"),
  TOO_FAST("annotates faster than a person can read"),
  INCONSISTENT("annotates repeated sentences differently"),
  FAILS_KNOWN_ANSWERS("differs from known answers"),
  /** Not a reason to call anyone a spammer, but to look at the work: some mark one type alone. */
  FAR_BEHIND("agrees much less with the settled labels than the others do"),
  /** Nor is this: even the best get tired. */
  DRIFTING("has become worse"),
  /** Nor is this: suggestions may be good. */
  AS_SUGGESTED("agrees with nearly all suggestions, and much less with the others");

  /**
   * {@link ChanceScore} against settled labels or against the others' answers, below which answers
   * are no better than chance: one who marks the words of entities only .14 more often than other
   * words scores .14 squared. One who overlooks two entities of three scores .11 against the truth,
   * and less against others who err too; marking at random scores about 0.
   */
  static final double LEAST_SCORE = 0.02;

  /**
   * Below so many sentences with entities, spans, or answers with a time, none is judged by them.
   */
  static final int LEAST_SENTENCES = 20;

  /** One who overlooks half of the entities leaves about half of the sentences empty. */
  static final double MOST_EMPTY = 0.95;

  /** A few may have been opened by mistake; not every second one. */
  static final double MOST_TOO_FAST = 0.5;

  /**
   * Even the highest F1 in the interval of 95 % is lower. One who finds one entity in five and
   * invents none has .33 on known answers; one who finds another third each time, between repeats.
   */
  static final double LEAST_F1 = 0.3;

  /**
   * Of the crowd's median F1 against settled labels, which even the highest F1 in the interval of
   * 95 % does not reach. Those labels flatter all whose votes went into them.
   */
  static final double FAR = 0.7;

  /**
   * Comes by chance once in 30,000. So strict because everyone is tested at every merge, and a
   * wrong type or border counts twice, as missed and as invented.
   */
  static final double DRIFT_Z = -4;

  /** A fall that chance doesn't explain may still be too small to matter. */
  static final double DRIFT_FALL = 0.1;

  /** Of the answers to sentences with suggestions, those that are exactly these. */
  static final double MOST_AS_SUGGESTED = 0.95;

  /** How much lower F1 to the others is than F1 to the suggestions. */
  static final double SUGGESTED_LEAD = 0.1;

  private final String words;

  Suspicion(String words) {
    this.words = words;
  }

  /** What is wrong, to be read after the annotator's name. */
  public String words() {
    return words;
  }

  /** Whether one who is under this suspicion is likely to be a spammer. */
  public boolean marksSpammer() {
    return this != FAR_BEHIND && this != DRIFTING && this != AS_SUGGESTED;
  }

  /** All that an annotator comes under. */
  static Set<Suspicion> of(AnnotatorReport report) {
    Set<Suspicion> found = EnumSet.allOf(Suspicion.class);
    found.removeIf(suspicion -> !suspicion.isOf(report));
    return found;
  }

  private boolean isOf(AnnotatorReport report) {
    Workload work = report.work();
    Pace pace = report.pace();
    Drift drift = report.drift();
    ControlAnswers suggested = report.suggested();
    return switch (this) {
      case NEAR_CHANCE -> report.chanceScore() < LEAST_SCORE || report.peerScore() < LEAST_SCORE;
      case ALWAYS_EMPTY ->
          work.withEntities() >= LEAST_SENTENCES && work.emptyShare() >= MOST_EMPTY;
      case TOO_FAST -> pace.timed() >= LEAST_SENTENCES && pace.tooFastShare() >= MOST_TOO_FAST;
      case INCONSISTENT -> report.repeats().f1Interval().high() < LEAST_F1;
      case FAILS_KNOWN_ANSWERS -> report.known().f1Interval().high() < LEAST_F1;
      case FAR_BEHIND ->
          Shares.either(report.settled()) >= LEAST_SENTENCES
              && Shares.f1Interval(report.settled()).high() < FAR * report.usualF1();
      case DRIFTING -> drift.z() <= DRIFT_Z && drift.firstF1() - drift.lastF1() >= DRIFT_FALL;
      case AS_SUGGESTED ->
          suggested.sentences() >= LEAST_SENTENCES
              && suggested.sameShare() >= MOST_AS_SUGGESTED
              && suggested.f1() - report.peerF1() >= SUGGESTED_LEAD;
    };
  }
}
