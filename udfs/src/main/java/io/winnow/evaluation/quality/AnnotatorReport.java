package io.winnow.evaluation.quality;

import io.winnow.evaluation.SpanCounts;
import java.util.Set;

/**
 * What is known of an annotator. A number is NaN where there is nothing to tell it from.
 *
 * @param settled spans of the settled labels (gold), of this annotator (predicted), and both. The
 *     annotator's own vote went into the labels: with few annotators a sentence, this flatters
 * @param peerF1 mean F1 with each of the others, weighted by shared sentences, in 0 to 1; no own
 *     vote flatters it
 * @param confusion {@code [true tag][said tag]}, rows summing to 1, as the adjudicator sees it;
 *     empty for one who only answered control items. Not copied
 * @param chanceScore how far answers depend on settled labels, 0 (not at all) to 1, after Raykar
 *     and Yu 2012; over types, without regard to spans' borders
 * @param peerScore the same against what the others say of the same words
 * @param drift empty for one with fewer than three answers
 */
public record AnnotatorReport(
    String annotator,
    Workload work,
    SpanCounts settled,
    double peerF1,
    double[][] confusion,
    double chanceScore,
    double peerScore,
    ControlAnswers known,
    ControlAnswers repeats,
    Pace pace,
    Drift drift) {

  /** Of one who is compared with nobody. */
  static AnnotatorReport alone(
      String annotator,
      Workload work,
      SpanCounts settled,
      double[][] confusion,
      ControlAnswers known,
      ControlAnswers repeats) {
    return new AnnotatorReport(
        annotator,
        work,
        settled,
        Double.NaN,
        confusion,
        Double.NaN,
        Double.NaN,
        known,
        repeats,
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
}
