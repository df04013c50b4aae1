package io.winnow.contract;

import java.util.List;

/**
 * A row of a return, not validated yet; any value may be null.
 *
 * @param file the return's name
 * @param row number in the file, from 0
 * @param spans null where the cell is null or the column is missing; so is {@code tags}
 * @param tags an element is null where the file's is
 * @param importError why the record of another tool, which this row was made from, is no answer;
 *     null where it is one
 */
record ReturnedRow(
    String file,
    long row,
    String recordId,
    String batchId,
    String annotatorId,
    String status,
    List<ReturnedSpan> spans,
    List<String> tags,
    Number seconds,
    String comment,
    String importError) {

  /**
   * A span as the vendor's tool wrote it, not validated yet; by word, by character, or both. Any
   * value is null where the file has none.
   *
   * @param startWord may be no whole number; so may the other offsets
   * @param start in code points of the sentence's text; so is {@code end}
   * @param text the characters from {@code start} to {@code end}, quoted
   */
  record ReturnedSpan(
      Number startWord, Number endWord, Number start, Number end, String type, String text) {

    boolean isByWord() {
      return startWord != null || endWord != null;
    }

    boolean isByCharacter() {
      return start != null || end != null;
    }
  }
}
