package io.winnow.exchange;

import io.winnow.contract.ReturnedAnswer;

/**
 * A span as a tool counts it.
 *
 * @param type null if the tool gave none
 */
record OffsetSpan(long start, long end, String type) {

  /**
   * In code points, with what the tool had between the offsets, so that a tool that changed the
   * text is found out.
   *
   * @param text as the tool has it
   */
  ReturnedAnswer.Span in(String text, OffsetUnit unit) {
    return new ReturnedAnswer.Span(
        unit.toCodePoints(text, start),
        unit.toCodePoints(text, end),
        type,
        unit.cut(text, start, end));
  }
}
