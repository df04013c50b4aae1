package io.winnow.jobs.merge;

import io.winnow.contract.ReasonCode;
import io.winnow.contract.ReturnSink.RejectedRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * How many rows of which file were rejected for which reason: a CSV file that goes back to the
 * vendor with the rows. Readers of Parquet pass over it, as its name begins with an underscore.
 */
final class RejectionSummary {

  private static final String FILE = "_summary.csv";

  /** By file, then by name of the reason. */
  private final SortedMap<String, SortedMap<String, Rejected>> kinds = new TreeMap<>();

  private record Rejected(long rows, long firstRow, ReasonCode reason) {

    Rejected plus(Rejected other) {
      return new Rejected(rows + other.rows, Math.min(firstRow, other.firstRow), reason);
    }
  }

  void add(RejectedRow row) {
    kinds
        .computeIfAbsent(row.file(), file -> new TreeMap<>())
        .merge(row.reason().name(), new Rejected(1, row.row(), row.reason()), Rejected::plus);
  }

  /** Nothing that was added of a file counts. */
  void remove(String file) {
    kinds.remove(file);
  }

  /**
   * @param round in whose inbox the files were
   * @param folder where the summary belongs
   */
  void write(FileSystem files, int round, Path folder) {
    StringBuilder csv = new StringBuilder("file,reason,rows,first_row,meaning\n");
    kinds.forEach(
        (file, reasons) -> {
          if (Inboxes.round(file) == round) {
            reasons.forEach(
                (reason, it) ->
                    csv.append(
                        "%s,%s,%d,%d,%s\n"
                            .formatted(
                                quoted(file),
                                reason,
                                it.rows(),
                                it.firstRow(),
                                quoted(it.reason().meaning()))));
          }
        });
    try (OutputStream out = files.create(new Path(folder, FILE))) {
      out.write(csv.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write %s to %s".formatted(FILE, folder), e);
    }
  }

  /** As RFC 4180 has it. */
  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
