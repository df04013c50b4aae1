package io.winnow.vendor;

import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;

/**
 * Checks returned files against what was sent. The result depends on the files' names and bytes,
 * not on the order in which they are listed:
 *
 * <ul>
 *   <li>A file with the same bytes as one of an earlier name is a second delivery; all its rows are
 *       repeated, and nothing changes.
 *   <li>An annotator's same answer to the same sentence counts once, where it was first given.
 *   <li>Of different answers of an annotator to a sentence the last one stands: last by file name,
 *       then by row. Names are the only order that survives copying; a correction needs a name that
 *       sorts after the first.
 * </ul>
 */
public final class ReturnValidator {

  private static final Comparator<AcceptedAnnotation> BY_SENTENCE_AND_ANNOTATOR =
      Comparator.<AcceptedAnnotation, String>comparing(a -> a.annotation().sentenceId())
          .thenComparing(a -> a.annotation().annotatorId());

  private static final Comparator<RejectedRow> BY_PLACE =
      Comparator.comparing(RejectedRow::file).thenComparingLong(RejectedRow::row);

  private final RowJudge judge;

  /**
   * @param labels the types that were asked for
   * @param sent all that went out and may come back
   */
  public ReturnValidator(LabelScheme labels, SentSentences sent) {
    this.judge = new RowJudge(labels, sent);
  }

  /**
   * @param files in any order; see {@link InboxFiles#list}
   * @throws ContractBreachException if a file as a whole can't be read; names the first by name
   */
  public ReturnCheck check(FileSystem fs, Collection<InboxFile> files) throws IOException {
    Tally tally = new Tally();
    Map<String, Long> rowsByDigest = new HashMap<>();
    for (InboxFile file : files.stream().sorted(Comparator.comparing(InboxFile::name)).toList()) {
      String digest = PlainFiles.sha256(fs, file.path());
      Long known = rowsByDigest.get(digest);
      if (known != null) {
        tally.repeated += known;
        tally.rowsRead += known;
      } else {
        long before = tally.rowsRead;
        try (ReturnReader reader = ReturnReader.open(fs, file)) {
          for (ReturnedRow row = reader.next(); row != null; row = reader.next()) {
            tally.add(judge.judge(row));
          }
        }
        rowsByDigest.put(digest, tally.rowsRead - before);
      }
    }
    return tally.result();
  }

  private record Answer(String recordId, String annotatorId) {}

  /** Takes verdicts in the order of files and rows, so that what comes later is later. */
  private static final class Tally {

    private final Map<Answer, AcceptedAnnotation> standing = new HashMap<>();
    private final List<RejectedRow> rejected = new ArrayList<>();
    private long repeated;
    private long rowsRead;

    void add(Verdict verdict) {
      rowsRead++;
      if (verdict instanceof RejectedRow row) {
        rejected.add(row);
      } else if (verdict instanceof AcceptedAnnotation answer) {
        add(answer);
      }
    }

    private void add(AcceptedAnnotation answer) {
      Answer key = new Answer(answer.annotation().sentenceId(), answer.annotation().annotatorId());
      AcceptedAnnotation before = standing.get(key);
      if (before != null && before.saysTheSameAs(answer)) {
        repeated++;
        return;
      }
      standing.put(key, answer);
      if (before != null) {
        rejected.add(replaced(before, answer));
      }
    }

    private static RejectedRow replaced(AcceptedAnnotation before, AcceptedAnnotation by) {
      boolean sameFile = before.file().equals(by.file());
      String message =
          "Cannot merge batch %s: row %d (record %s) is replaced by another answer of annotator %s in row %d of %s"
              .formatted(
                  before.batchId(),
                  before.row(),
                  before.annotation().sentenceId(),
                  before.annotation().annotatorId(),
                  by.row(),
                  by.file());
      return new RejectedRow(
          before.file(),
          before.row(),
          before.annotation().sentenceId(),
          before.annotation().annotatorId(),
          sameFile ? ReasonCode.CONFLICTING_ANSWER : ReasonCode.SUPERSEDED,
          message);
    }

    ReturnCheck result() {
      return new ReturnCheck(
          standing.values().stream().sorted(BY_SENTENCE_AND_ANNOTATOR).toList(),
          rejected.stream().sorted(BY_PLACE).toList(),
          repeated,
          rowsRead);
    }
  }
}
