package io.winnow.exchange;

/**
 * A span as a tool wrote it.
 *
 * @param start in the tool's own unit, as is {@code end}
 * @param quote what the tool says lies between the two; null if it does not say
 */
record Region(long start, long end, String type, String quote) {

  /** Without its quote. */
  Region bare() {
    return new Region(start, end, type, null);
  }

  @Override
  public String toString() {
    return "[%d,%d)".formatted(start, end);
  }
}
