package io.winnow.contract;

/**
 * Takes what {@link ReturnValidator} finds, row by row. Every row read comes in exactly one of the
 * first three ways.
 */
public interface ReturnSink {

  /** An answer that fits what was sent. */
  void accepted(AcceptedAnnotation answer);

  void rejected(RejectedRow row);

  /**
   * @param rows that say again what is known
   */
  void repeated(long rows);

  /** An answer, accepted before, does not stand any more. */
  void replaced(ReplacedAnswer answer);
}
