package io.winnow.annotation;

import java.util.List;

/**
 * What a sentence's annotations were settled to.
 *
 * @param spans in reading order; none overlap
 */
public record AdjudicatedLabel(String sentenceId, List<ConfidentSpan> spans) {

  public AdjudicatedLabel {
    spans = List.copyOf(spans);
  }
}
