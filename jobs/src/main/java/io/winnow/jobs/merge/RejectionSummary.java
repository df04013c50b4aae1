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

  private final SortedMap<Kind, Rejected> kinds = new TreeMap<>();

  private record Kind(String file, String reason) implements Comparable<Kind> {

    @Override
    public int compareTo(Kind other) {
      int byFile = file.compareTo(other.file);
      return byFile != 0 ? byFile : reason.compareTo(other.reason);
    }
  }

  private record Rejected(long rows, long firstRow, ReasonCode reason) {

    Rejected plus(Rejected other) {
      return new Rejected(rows + other.rows, Math.min(firstRow, other.firstRow), reason);
    }
  }

  void add(RejectedRow row) {
    kinds.merge(
        new Kind(row.file(), row.reason().name()),
        new Rejected(1, row.row(), row.reason()),
        Rejected::plus);
  }

  /**
   * @param round in whose inbox the files were
   * @param folder where the summary belongs
   */
  void write(FileSystem files, int round, Path folder) {
    StringBuilder csv = new StringBuilder("file,reason,rows,first_row,meaning\n");
    kinds.forEach(
        (kind, rejected) -> {
          if (Deliveries.round(kind.file()) == round) {
            csv.append(quoted(kind.file()))
                .append(",%s,%d,%d,".formatted(kind.reason(), rejected.rows(), rejected.firstRow()))
                .append(quoted(rejected.reason().meaning()))
                .append('\n');
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
