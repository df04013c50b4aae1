package io.winnow.evaluation.quality;

import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.WilsonInterval;
import io.winnow.text.EntitySpan;
import java.util.HashSet;
import java.util.List;

/**
 * How an annotator did on sentences for which an answer was there: known, given by the annotator
 * before, or suggested.
 *
 * @param same sentences answered with just the expected spans
 * @param spans expected (gold), said (predicted) and both (correct)
 */
public record ControlAnswers(long sentences, long same, SpanCounts spans) {

  public static final ControlAnswers NONE = new ControlAnswers(0, 0, SpanCounts.NONE);

  static ControlAnswers of(List<EntitySpan> expected, List<EntitySpan> said) {
    SpanCounts spans = SpanCounts.of(new HashSet<>(expected), new HashSet<>(said));
    boolean same = spans.correct() == spans.gold() && spans.correct() == spans.predicted();
    return new ControlAnswers(1, same ? 1 : 0, spans);
  }

  ControlAnswers plus(ControlAnswers other) {
    return new ControlAnswers(
        sentences + other.sentences, same + other.same, spans.plus(other.spans));
  }

  /** Sentences answered as expected, in 0 to 1; NaN of none. */
  public double sameShare() {
    return Shares.of(same, sentences);
  }

  /** Where {@link #sameShare} lies, with 95 % confidence, as all intervals here. */
  public WilsonInterval sameInterval() {
    return WilsonInterval.of(same, sentences);
  }

  /** Of the share of expected spans that the annotator finds. */
  public WilsonInterval recall() {
    return WilsonInterval.of(spans.correct(), spans.gold());
  }

  /** Of the share of right spans among those said. */
  public WilsonInterval precision() {
    return WilsonInterval.of(spans.correct(), spans.predicted());
  }

  /** In 0 to 1; NaN where no span was expected or said. */
  public double f1() {
    return Shares.f1(spans);
  }

  /** Of {@link #f1}. */
  public WilsonInterval f1Interval() {
    return Shares.f1Interval(spans);
  }
}
