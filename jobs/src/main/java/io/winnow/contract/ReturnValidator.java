package io.winnow.contract;

import io.winnow.contract.InboxFiles.InboxFile;
import io.winnow.contract.RowValidator.InvalidRowException;
import io.winnow.contract.parquet.PlainFiles;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;

/**
 * Validates returned files against what was sent, row by row, in memory that grows by some bytes an
 * answer. The result depends on the files' names and bytes, not on the order in which they are
 * listed:
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

  private final RowValidator validator;

  /**
   * @param labels the entity types of the hand-off
   * @param sent all that went out and may come back
   */
  public ReturnValidator(LabelScheme labels, SentSentences sent) {
    this.validator = new RowValidator(labels, sent);
  }

  /**
   * @param files in any order; see {@link InboxFiles#list}
   * @return rows read
   * @throws ContractBreachException if a file as a whole can't be read; names the first by name
   */
  public long validate(FileSystem fs, Collection<InboxFile> files, ReturnSink sink)
      throws IOException {
    StandingAnnotations standing = new StandingAnnotations();
    Map<String, Long> rowsByDigest = new HashMap<>();
    long rowsRead = 0;
    List<InboxFile> inOrder = files.stream().sorted(Comparator.comparing(InboxFile::name)).toList();
    for (InboxFile file : inOrder) {
      String digest = PlainFiles.sha256(fs, file.path());
      Long known = rowsByDigest.get(digest);
      if (known != null) {
        sink.repeated(known);
        rowsRead += known;
      } else {
        long rows = validate(fs, file, standing, sink);
        rowsByDigest.put(digest, rows);
        rowsRead += rows;
      }
    }
    return rowsRead;
  }

  private long validate(
      FileSystem fs, InboxFile file, StandingAnnotations standing, ReturnSink sink)
      throws IOException {
    long number = 0;
    try (ReturnReader reader = ReturnReader.open(fs, file)) {
      for (ReturnedAnnotation row = reader.next(); row != null; row = reader.next()) {
        try {
          standing.add(validator.validate(file.name(), number, row), sink);
        } catch (InvalidRowException e) {
          sink.rejected(RowValidator.rejected(file.name(), number, row, e));
        }
        number++;
      }
    }
    return number;
  }
}
