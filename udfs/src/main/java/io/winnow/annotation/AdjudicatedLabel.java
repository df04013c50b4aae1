package io.winnow.annotation;

import java.util.List;

/**
 * The label that adjudication gave a sentence.
 *
 * @param spans in reading order; none overlap
 * @param confidence in 0 to 1: the probability that all spans are right and none is missing; after
 *     a vote, the share of the annotators who gave the label's tag to the word where fewest did; 1
 *     for a sentence without words
 * @param posteriors {@code [words x tags]}, rows one after the other, each summing to 1: how
 *     probable each tag of the label scheme is; the caller's to keep
 * @since 0.1.0
 */
public record AdjudicatedLabel(
    String sentenceId, List<ConfidentSpan> spans, double confidence, float[] posteriors) {

  public AdjudicatedLabel {
    spans = List.copyOf(spans);
  }
}
