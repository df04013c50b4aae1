package io.winnow.spans;

/**
 * A span as a record gives it.
 *
 * @param quote the text that it is said to hold; empty if that is not said
 */
public record WrittenSpan(Place place, String type, String quote) {

  /** What start and end count. */
  public enum Counts {
    WORDS,
    CHARACTERS
  }

  /**
   * {@code [start, end)}, in a unit that the record does not say.
   *
   * @param end one past the last, however the record counts
   */
  public record Place(Counts counts, long start, long end) {

    @Override
    public String toString() {
      return "[%d,%d)".formatted(start, end);
    }
  }

  @Override
  public String toString() {
    return "%s %s".formatted(place, type);
  }
}
