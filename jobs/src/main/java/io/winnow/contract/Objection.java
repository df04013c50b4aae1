package io.winnow.contract;

/** Carries a reason out of the checks of a row; it is no failure, so it needs no stack trace. */
final class Objection extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ReasonCode reason;

  /**
   * @param message the rest of a sentence that begins with the row, such as "has no record_id"
   */
  Objection(ReasonCode reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  ReasonCode reason() {
    return reason;
  }
}
