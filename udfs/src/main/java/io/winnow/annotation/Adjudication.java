package io.winnow.annotation;

import java.util.List;
import java.util.function.IntFunction;

/**
 * The result of an {@link Adjudicator} on {@link Judgements}. Thread-safe.
 *
 * @since 0.1.0
 */
public interface Adjudication {

  /**
   * Computed at each call, so that only one sentence's posteriors need memory.
   *
   * @param sentence its place in the judgements
   */
  AdjudicatedLabel label(int sentence);

  /**
   * How an annotator errs.
   *
   * @param annotator its place in the judgements
   * @return {@code [true tag][said tag]}: probability of what is said, given what is true; each row
   *     sums to 1
   */
  double[][] confusion(int annotator);

  /**
   * An adjudication that knows spans alone. Posteriors are shares of the votes for each word's tag,
   * a label's confidence is the least of the shares of its settled tags, and confusions are counted
   * against the settled tags.
   *
   * @param settle a sentence's place to its settled spans, in reading order, of which none overlap;
   *     the same whenever it is asked
   */
  static Adjudication ofSpans(Judgements judgements, IntFunction<List<ConfidentSpan>> settle) {
    return new SettledSpans(judgements, settle);
  }
}
