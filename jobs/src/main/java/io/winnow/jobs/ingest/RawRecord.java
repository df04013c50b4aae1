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
}
