package io.winnow.evaluation.quality;

import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.SpanF1;
import io.winnow.evaluation.WilsonInterval;
import io.winnow.text.EntitySpan;
import java.util.HashSet;
import java.util.List;

/**
 * Whether an annotator answers the same sentence alike when it comes a second time.
 *
 * @param sentences that came twice
 * @param same sentences with the same spans both times
 * @param spans said before (gold), said again (predicted) and both (correct)
 */
public record RepeatAnswers(long sentences, long same, SpanCounts spans) {

  public static final RepeatAnswers NONE = new RepeatAnswers(0, 0, SpanCounts.NONE);

  static RepeatAnswers of(List<EntitySpan> before, List<EntitySpan> again) {
    boolean same = new HashSet<>(before).equals(new HashSet<>(again));
    return new RepeatAnswers(1, same ? 1 : 0, SpanF1.ofSentence(before, again).overall());
  }

  RepeatAnswers plus(RepeatAnswers other) {
    return new RepeatAnswers(
        sentences + other.sentences, same + other.same, spans.plus(other.spans));
  }

  /** Sentences answered the same, in 0 to 1; NaN where none came twice. */
  public double sameShare() {
    return Shares.of(same, sentences);
  }

  /** F1 of the second answers against the first, in 0 to 1; NaN where none has a span. */
  public double f1() {
    return Shares.f1(spans);
  }

  /** Where {@link #f1} lies, with 95 % confidence. */
  public WilsonInterval f1Interval() {
    return Shares.f1Interval(spans);
  }
}
