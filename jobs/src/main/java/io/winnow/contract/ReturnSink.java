package io.winnow.contract;

import io.winnow.annotation.Annotation;
import io.winnow.contract.ReturnSink.RejectedRow;
import io.winnow.display.Excerpt;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes what {@link ReturnValidator} finds, row by row. Every row read comes in exactly one of the
 * first three ways.
 */
public interface ReturnSink {

  void accepted(AcceptedAnnotation answer);

  void rejected(RejectedRow row);

  /**
   * @param rows that say again what is known
   */
  void repeated(long rows);

  /** A file that was delivered before, byte for byte; its rows are repeated. */
  default void again(DeliveredAgain file) {}

  /**
   * @param first the name of the delivery that counts
   * @param batches some of those that it answers
   */
  record DeliveredAgain(String file, String first, String sha256, List<String> batches) {

    public DeliveredAgain {
      batches = List.copyOf(batches);
    }
  }

  /** An annotation that was accepted before is replaced. */
  void replaced(ReplacedAnnotation answer);

  /**
   * An annotation that was accepted before is rejected after all, with all others to its sentence.
   */
  void withdrawn(RejectedRow row);

  /** The rows of a file follow. */
  default void begins(String file) {}

  /** Comes once for each file, after its rows. */
  void read(FileFacts file);

  /**
   * Comes in its place where a file as a whole breaks the contract. What came since it began does
   * not count: it neither stands nor took the place of anything.
   */
  default void refused(ContractBreachException breach) {
    throw breach;
  }

  /**
   * What is worth saying of a file that was read.
   *
   * @param unused columns and fields of spans without a meaning here, but for those of the batch
   * @param dropped by type, how many spans of valid answers were left out on purpose
   * @param remarks what may mean that it says something else; each goes on from the file's name
   */
  record FileFacts(
      String file, List<String> unused, SortedMap<String, Long> dropped, List<String> remarks) {

    public FileFacts {
      unused = List.copyOf(unused);
      remarks = List.copyOf(remarks);
      dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
    }
  }

  /**
   * An answer that fits what was sent; {@code seconds} and {@code comment} may be null.
   *
   * @param file the return's name below the inbox
   * @param row number in the file, from 0
   */
  record AcceptedAnnotation(
      String batchId,
      Annotation annotation,
      Double seconds,
      String comment,
      String file,
      long row) {}

  /**
   * A row of a return that was not accepted.
   *
   * @param recordId as the row has it; may be null, as {@code annotatorId} may
   * @param message one sentence for the vendor
   */
  record RejectedRow(
      String file,
      long row,
      String recordId,
      String annotatorId,
      ReasonCode reason,
      String message) {}

  /**
   * An annotation that a later one of the same annotator replaces.
   *
   * @param file of the answer that stands no more
   * @param byFile where the later answer lies
   */
  record ReplacedAnnotation(
      String batchId,
      String recordId,
      String annotatorId,
      String file,
      long row,
      String byFile,
      long byRow) {

    /**
     * A later file corrects an answer. Two answers in one file contradict each other: which one was
     * meant is unknown, so the first of them is a bad row.
     */
    public boolean isConflict() {
      return file.equals(byFile);
    }

    /** The first of two answers in one file, as the vendor gets it back. */
    public RejectedRow rejected() {
      String message =
          "Cannot merge batch %s: row %d (record %s) is replaced by another answer of annotator %s in row %d of %s"
              .formatted(
                  Excerpt.of(batchId),
                  row,
                  Excerpt.of(recordId),
                  Excerpt.of(annotatorId),
                  byRow,
                  Excerpt.of(byFile));
      return new RejectedRow(
          file, row, recordId, annotatorId, ReasonCode.CONFLICTING_ANSWER, message);
    }
  }
}
