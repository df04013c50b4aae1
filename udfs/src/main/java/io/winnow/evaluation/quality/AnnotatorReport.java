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
 *     empty for one who only answered checks. Not copied
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
    KnownAnswers known,
    RepeatAnswers repeats,
    Pace pace,
    Drift drift) {

  /** F1 against the settled labels, in 0 to 1; NaN where neither holds a span. */
  public double settledF1() {
    return Shares.f1(settled);
  }

  /** Why this one's answers may not be worth having; the thresholds are in {@code Suspicions}. */
  public Set<Suspicion> suspicions() {
    return Suspicions.of(this);
  }

  public boolean likelySpammer() {
    return suspicions().stream().anyMatch(Suspicion::marksSpammer);
  }
}
