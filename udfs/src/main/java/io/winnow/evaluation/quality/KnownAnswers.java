package io.winnow.evaluation.quality;

import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.SpanF1;
import io.winnow.evaluation.WilsonInterval;
import io.winnow.text.EntitySpan;
import java.util.HashSet;
import java.util.List;

/**
 * How an annotator did on sentences whose answer was known.
 *
 * @param exact sentences answered with just the known spans
 * @param spans known (gold), said (predicted) and both (correct)
 */
public record KnownAnswers(long sentences, long exact, SpanCounts spans) {

  public static final KnownAnswers NONE = new KnownAnswers(0, 0, SpanCounts.NONE);

  static KnownAnswers of(List<EntitySpan> expected, List<EntitySpan> said) {
    boolean same = new HashSet<>(expected).equals(new HashSet<>(said));
    return new KnownAnswers(1, same ? 1 : 0, SpanF1.ofSentence(expected, said).overall());
  }

  KnownAnswers plus(KnownAnswers other) {
    return new KnownAnswers(
        sentences + other.sentences, exact + other.exact, spans.plus(other.spans));
  }

  /** Where the share of sentences answered exactly lies, with 95 % confidence. */
  public WilsonInterval exactShare() {
    return WilsonInterval.of(exact, sentences);
  }

  /** Where the share of known spans that the annotator finds lies, with 95 % confidence. */
  public WilsonInterval recall() {
    return WilsonInterval.of(spans.correct(), spans.gold());
  }

  /** Where the share of right spans among those said lies, with 95 % confidence. */
  public WilsonInterval precision() {
    return WilsonInterval.of(spans.correct(), spans.predicted());
  }

  /** In 0 to 1; NaN where no span was known or said. */
  public double f1() {
    return Shares.f1(spans);
  }

  /** Where {@link #f1} lies, with 95 % confidence. */
  public WilsonInterval f1Interval() {
    return Shares.f1Interval(spans);
  }
}
