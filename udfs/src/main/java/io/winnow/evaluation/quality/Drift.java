package io.winnow.evaluation.quality;

import io.winnow.evaluation.SpanCounts;

/**
 * Whether an annotator's answers get better or worse with time. They are compared with the spans
 * that at least half of the others marked, not with settled labels: the annotator's own vote moves
 * those along, which with three votes a sentence hides half of the change.
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
   * Two-proportion z of the difference, below 0 where the annotator got worse; 2.6 either way comes
   * by chance once in a hundred. What is compared is the share of spans, the others' or the
   * annotator's, that are both: a share, as F1 is not, which rises and falls with F1 (F1 = 2s / (1
   * + s)). Spans, not words, are counted, since the words of a span are right or wrong together.
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
