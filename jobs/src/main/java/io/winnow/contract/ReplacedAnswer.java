package io.winnow.contract;

/**
 * An answer in whose place its annotator gave another one.
 *
 * @param file of the answer that stands no more, below the inbox
 * @param row number in the file, from 0
 * @param byFile where the later answer lies
 * @param byRow likewise
 */
public record ReplacedAnswer(
    String batchId,
    String recordId,
    String annotatorId,
    String file,
    long row,
    String byFile,
    long byRow) {

  /**
   * A later file corrects an answer. Two answers in one file contradict each other: nobody can tell
   * which was meant, so that the first of them is a bad row.
   */
  public boolean isConflict() {
    return file.equals(byFile);
  }

  /** The first of two answers in one file, as the vendor gets it back. */
  public RejectedRow rejected() {
    String message =
        "Cannot merge batch %s: row %d (record %s) is replaced by another answer of annotator %s in row %d of %s"
            .formatted(batchId, row, recordId, annotatorId, byRow, byFile);
    return new RejectedRow(
        file, row, recordId, annotatorId, ReasonCode.CONFLICTING_ANSWER, message);
  }
}
