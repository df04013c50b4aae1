package io.winnow.jobs.ingest;

/** A gold span as an input gives it: {@code [start, end)} in words or characters, and a type. */
record GivenSpan(Unit unit, int start, int end, String type) {

  enum Unit {
    WORDS,
    /** Characters as Unicode counts them. */
    CODE_POINTS
  }

  @Override
  public String toString() {
    return "[%d,%d) %s".formatted(start, end, type);
  }
}
