package io.winnow.jobs.ingest;

import java.util.List;

/**
 * One record of an input, nothing checked yet. Null stands for what is not given; text or words
 * are.
 *
 * @param sourceId the input's own id
 * @param tags one a word, in any format that {@link io.winnow.text.Tags#spans} reads
 * @param spans looked at only where tags are not given
 */
record RawRecord(
    String sourceId, String text, List<GivenWord> words, List<String> tags, List<GivenSpan> spans) {

  static RawRecord ofText(String text) {
    return new RawRecord(null, text, null, null, null);
  }

  /**
   * @param tags null if there is no gold
   */
  static RawRecord ofWords(List<String> words, List<String> tags) {
    return new RawRecord(null, null, words.stream().map(GivenWord::of).toList(), tags, null);
  }

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
}
