package io.winnow.offsets;

/** What else offsets may mean than from a first character, counted from 0, to one past the end. */
public enum OffsetShift {
  ENDS_INCLUSIVE(0, 1, "each end is the last character, not one past it", "add 1 to each end"),
  FROM_1(-1, -1, "they count from 1", "subtract 1 from each start and each end"),
  FROM_1_INCLUSIVE(-1, 0, "they count from 1 and ends are inclusive", "subtract 1 from starts");

  private final int start;
  private final int end;
  private final String meaning;
  private final String remedy;

  OffsetShift(int start, int end, String meaning, String remedy) {
    this.start = start;
    this.end = end;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** A start that is written so as it should be. */
  long start(long written) {
    return written + start;
  }

  /** The same of an end. */
  long end(long written) {
    return written + end;
  }

  /** What they mean, and what to do about it. */
  @Override
  public String toString() {
    return meaning + "; " + remedy;
  }
}
