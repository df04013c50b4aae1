package io.winnow.jobs.ingest;

/**
 * A word as an input gives it.
 *
 * @param start first character in the text, in the input's own unit; null if not given
 * @param end one past the last character; null if not given
 */
record GivenWord(String text, Integer start, Integer end) {

  static GivenWord of(String text) {
    return new GivenWord(text, null, null);
  }

  boolean isPlaced() {
    return start != null && end != null;
  }
}
