package io.winnow.evaluation;

import io.winnow.text.EntitySpan;
import java.io.Serializable;
import java.util.Collection;

/**
 * How many spans there were, were predicted, and were predicted right: same words, same type.
 *
 * @param correct at most {@code gold} and at most {@code predicted}
 */
public record SpanCounts(long gold, long predicted, long correct) implements Serializable {

  public static final SpanCounts NONE = new SpanCounts(0, 0, 0);

  public SpanCounts {
    if (correct < 0 || correct > Math.min(gold, predicted)) {
      throw new IllegalArgumentException(
          "%d spans can't be correct of %d predicted and %d gold"
              .formatted(correct, predicted, gold));
    }
  }

  /**
   * @param gold each once
   * @param predicted each once
   */
  public static SpanCounts of(Collection<EntitySpan> gold, Collection<EntitySpan> predicted) {
    long correct = predicted.stream().filter(gold::contains).count();
    return new SpanCounts(gold.size(), predicted.size(), correct);
  }

  public SpanCounts plus(SpanCounts other) {
    return new SpanCounts(gold + other.gold, predicted + other.predicted, correct + other.correct);
  }

  /** In 0 to 1; 0 where nothing was predicted, as conlleval has it. */
  public double precision() {
    return share(correct, predicted);
  }

  /** In 0 to 1; 0 where there was nothing to find, as conlleval has it. */
  public double recall() {
    return share(correct, gold);
  }

  /** The harmonic mean of precision and recall, in 0 to 1; 0 where both are 0. */
  public double f1() {
    return share(2 * correct, gold + predicted);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
