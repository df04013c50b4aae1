package io.winnow.contract;

import io.winnow.text.Word;
import java.util.List;

/**
 * One sentence that went out to the vendor.
 *
 * @param text what an answer's offsets count in
 */
public record SentSentence(String recordId, String batchId, SentText text) {

  /**
   * @param words offsets in UTF-16 units of the text
   */
  public static SentSentence of(String recordId, String batchId, String text, List<Word> words) {
    return new SentSentence(recordId, batchId, SentText.of(text, words));
  }

  /** No span of an answer reaches beyond it. */
  public int wordCount() {
    return text.wordCount();
  }
}
