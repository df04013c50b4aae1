package io.winnow.exchange;

/** One record can't be read; never leaves this package, so it needs no stack trace. */
final class BadRecord extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadRecord(String message) {
    super(message, null, false, false);
  }
}
